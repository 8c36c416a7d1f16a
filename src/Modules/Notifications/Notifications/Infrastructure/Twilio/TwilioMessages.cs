using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Infrastructure.Twilio;

/// <summary>Hands texts to Twilio (twilio.com/docs/messaging/api/message-resource).</summary>
// Creating takes no idempotency key. A text that may have gone out is therefore looked for first, and said again only when Twilio has none like it.
internal sealed class TwilioMessages(HttpClient http, TimeProvider clock) : ITextProvider
{
    /// <summary>Of one call; looking and sending together stay well under the message's lease.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private const string Path = "Messages.json";
    private const int PageSize = 100;

    // Theirs to the second, and two clocks.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    public async Task<SubmissionAnswer> Submit(OutgoingMessage text, CancellationToken cancel)
    {
        try
        {
            return (text.DoubtSince is { } since ? await LookFor(text, since - Slack, cancel) : null) ?? await Send(text, cancel);
        }
        catch (HttpRequestException lost)
        {
            return new SubmissionAnswer.Uncertain($"network: {lost.HttpRequestError}");
        }
        catch (IOException lost)
        {
            return new SubmissionAnswer.Uncertain($"network: {lost.GetType().Name}");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SubmissionAnswer.Uncertain("timeout");
        }
    }

    private async Task<SubmissionAnswer> Send(OutgoingMessage text, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("To", text.Envelope.Recipient), new("From", text.Envelope.Sender), new("Body", text.Content.Text),
            // Twilio queues for ten hours when carriers are slow: by then it is no news any more.
            new("ValidityPeriod", ((int)SendingPace.TextsAreNews.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        ]);
        using var response = await http.PostAsync(new Uri(Path, UriKind.Relative), form, cancel);
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        if (!response.IsSuccessStatusCode) return Refusal(response, body);

        // A success without an id is most likely a proxy's page.
        return Parse(body, TwilioJson.Default.TwilioMessage)?.Sid is { Length: > 0 } sid
            ? new SubmissionAnswer.Accepted(sid)
            : new SubmissionAnswer.Uncertain("success without an id");
    }

    /// <returns>Null when Twilio surely has no such text.</returns>
    // Not by DateSent: a text that waits in Twilio's queue has none yet, and would not be listed.
    private async Task<SubmissionAnswer?> LookFor(OutgoingMessage text, DateTimeOffset since, CancellationToken cancel)
    {
        var query = $"{Path}?To={Uri.EscapeDataString(text.Envelope.Recipient)}&From={Uri.EscapeDataString(text.Envelope.Sender)}&PageSize={PageSize.ToString(CultureInfo.InvariantCulture)}";
        using var response = await http.GetAsync(new Uri(query, UriKind.Relative), cancel);
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        if (!response.IsSuccessStatusCode) return StillInDoubt(Refusal(response, body));
        if (Parse(body, TwilioJson.Default.TwilioMessageList) is not { Messages: { } listed } list) return new SubmissionAnswer.Uncertain("a list that cannot be read");

        var recent = listed.Where(message => !(CreatedAt(message) < since)).ToList();
        if (recent.Find(message => string.Equals(message.Body, text.Content.Text, StringComparison.Ordinal)) is { Sid: { Length: > 0 } sid })
            return new SubmissionAnswer.Accepted(sid);

        // Newest first: when all of a page is recent, ours may be on the next.
        return list.NextPageUri is { Length: > 0 } && recent.Count == listed.Count ? new SubmissionAnswer.Uncertain("too many texts to look through") : null;
    }

    // A question that was refused says nothing of the text it was about.
    private static SubmissionAnswer StillInDoubt(SubmissionAnswer refusal) =>
        refusal is SubmissionAnswer.Refused refused ? new SubmissionAnswer.Uncertain(refused.Reason) : refusal;

    private SubmissionAnswer Refusal(HttpResponseMessage response, byte[] body) =>
        TwilioAnswers.Read((int)response.StatusCode, Parse(body, TwilioJson.Default.TwilioError)?.Code, Wait(response));

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    private static DateTimeOffset? CreatedAt(TwilioMessage message) =>
        DateTimeOffset.TryParse(message.DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try { return JsonSerializer.Deserialize(body, type); }
        catch (JsonException) { return null; }
    }
}
