using System.Text.Json;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Twilio.Callbacks;

/// <summary>Posts one webhook, signed for the very address it goes to.</summary>
internal sealed class CallbackSender(HttpClient http, SandboxSettings settings)
{
    /// <returns>The status answered, or the reason why there was none.</returns>
    public async Task<(int? Status, string? Error)> Send(DueCallback callback, CancellationToken cancel)
    {
        if (settings.TwilioAuthToken is not { } token) return (null, "Twilio:AuthToken is not set: the callback cannot be signed.");
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(callback.Fields)!;
        using var request = new HttpRequestMessage(HttpMethod.Post, callback.Url);
        request.Content = new FormUrlEncodedContent(fields);
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", TwilioSignature.Sign(token, callback.Url, fields));
        request.Headers.TryAddWithoutValidation("User-Agent", "TwilioProxy/1.1");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return ((int)answer.StatusCode, null);
        }
        catch (HttpRequestException failure)
        {
            return (null, failure.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, "No answer in time.");
        }
    }
}

/// <summary>Sends what is due: messages side by side, the callbacks of one in order.</summary>
internal sealed class CallbackWorker(CallbackBook book, IServiceScopeFactory scopes, ILogger<CallbackWorker> log)
    : SandboxWorker(TimeProvider.System, TimeSpan.FromMilliseconds(250), log)
{
    private const int Batch = 64;
    private const int SideBySide = 8;

    protected override async Task<bool> Work(CancellationToken stopping)
    {
        var due = (await book.Due(Batch)).GroupBy(callback => callback.Message, StringComparer.Ordinal);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stopping }, async (message, cancel) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var sender = scope.ServiceProvider.GetRequiredService<CallbackSender>();
            foreach (var callback in message)
            {
                var (status, error) = await sender.Send(callback, cancel);
                await book.Settle(callback, status, error);
            }
        });
        return false;
    }
}
