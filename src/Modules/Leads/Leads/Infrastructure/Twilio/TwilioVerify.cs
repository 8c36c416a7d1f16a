using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadMarket.Leads.Application.PhoneCodes;
using LeadMarket.Leads.Domain;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Leads.Infrastructure.Twilio;

/// <summary>One-time codes by Twilio Verify (twilio.com/docs/verify/api).</summary>
// Never asked twice by itself: Twilio takes no idempotency key, so a repeat could send a second text or use up a second try.
internal sealed partial class TwilioVerify(HttpClient http, ILogger<TwilioVerify> log) : IPhoneVerifier
{
    /// <summary>A person waits for the answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    public async Task<SendAnswer> Send(PhoneNumber phone, string locale, CancellationToken cancel)
    {
        var reply = await Post("Verifications", [new("To", phone.Value), new("Channel", "sms"), new("Locale", locale)], cancel);
        return reply is null ? new SendAnswer(SendOutcome.NotTaken) : TwilioAnswers.ToSend(reply);
    }

    public async Task<CheckAnswer> Check(PhoneNumber phone, string code, CancellationToken cancel)
    {
        // By number, not by the verification's SID: a text whose sending timed out has one that nobody told us.
        var reply = await Post("VerificationCheck", [new("To", phone.Value), new("Code", code)], cancel);
        return reply is null ? CheckAnswer.NotTaken : TwilioAnswers.ToCheck(reply);
    }

    /// <returns><c>null</c> when there was no answer that can be read.</returns>
    private async Task<TwilioReply?> Post(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancel)
    {
        using var content = new FormUrlEncodedContent(form);
        try
        {
            using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            var reply = response.IsSuccessStatusCode
                ? new TwilioReply((int)response.StatusCode, Parse(body, TwilioJson.Default.TwilioVerification), Code: null)
                : new TwilioReply((int)response.StatusCode, Verification: null, Parse(body, TwilioJson.Default.TwilioError)?.Code);
            Tell(path, reply);
            return reply;
        }
        catch (HttpRequestException lost)
        {
            LogLost(path, lost.HttpRequestError.ToString());
        }
        catch (IOException lost)
        {
            LogLost(path, lost.GetType().Name);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            LogLost(path, "timeout");
        }

        return null;
    }

    // Neither the number nor the code nor Twilio's message, which repeats them, goes into a log.
    private void Tell(string path, TwilioReply reply)
    {
        if (TwilioAnswers.NeedsSomeone(reply)) LogRefused(path, reply.Status, reply.Code);
        else LogAnswered(path, reply.Status, reply.Code);
    }

    private static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try { return JsonSerializer.Deserialize(body, type); }
        catch (JsonException) { return null; }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Twilio answered {Path} with {Status} {Code}.")]
    private partial void LogAnswered(string path, int status, int? code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Twilio refused {Path} with {Status} {Code}: the key, the service or the account needs someone to look.")]
    private partial void LogRefused(string path, int status, int? code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio did not answer {Path}: {Reason}.")]
    private partial void LogLost(string path, string reason);
}
