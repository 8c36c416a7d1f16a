using System.Net.Http.Headers;
using System.Text.Json;
using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Infrastructure.Resend;

/// <summary>Hands mail to Resend (resend.com/docs/api-reference/emails/send-email).</summary>
// No retries here: the send log keeps them, so that they outlive the process.
internal sealed class ResendClient(HttpClient http, TimeProvider clock) : IMailProvider
{
    /// <summary>Well under the message's lease.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<SubmissionAnswer> Submit(OutgoingMessage mail, CancellationToken cancel)
    {
        using var request = Request(mail);
        try
        {
            using var response = await http.SendAsync(request, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            return response.IsSuccessStatusCode
                ? Taken(body)
                : ResendAnswers.Read(response.StatusCode, Parse(body, ResendJson.Default.ResendError)?.Name, Wait(response));
        }
        catch (HttpRequestException exception)
        {
            return new SubmissionAnswer.Uncertain($"network: {exception.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SubmissionAnswer.Uncertain("timeout");
        }
    }

    private static HttpRequestMessage Request(OutgoingMessage mail)
    {
        var email = new ResendEmail(
            mail.Envelope.Sender, [mail.Envelope.Recipient], mail.Envelope.ReplyTo,
            mail.Content.Subject, mail.Content.Html, mail.Content.Text,
            [new ResendTag("kind", mail.Kind.Key())],
            mail.Envelope.Unsubscribe is { } address ? new ResendHeaders($"<{address.AbsoluteUri}>", "List-Unsubscribe=One-Click") : null);
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(email, ResendJson.Default.ResendEmail));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, "emails") { Content = content, Headers = { { "Idempotency-Key", mail.Key.ToString() } } };
    }

    // A success without an id is most likely a proxy's page; asking again with the same key fetches the id.
    private static SubmissionAnswer Taken(byte[] body) => Parse(body, ResendJson.Default.ResendReceipt)?.Id is { Length: > 0 } id
        ? new SubmissionAnswer.Accepted(id)
        : new SubmissionAnswer.Uncertain("success without an id");

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    private static T? Parse<T>(byte[] body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try { return JsonSerializer.Deserialize(body, type); }
        catch (JsonException) { return null; }
    }
}
