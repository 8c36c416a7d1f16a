using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LeadMarket.Sandbox.Mail;

/// <summary>A refusal as Resend words it.</summary>
internal sealed record MailRefusal(int StatusCode, string Name, string Message);

/// <summary>The JSON of <c>POST /emails</c>, read with Resend's rules.</summary>
internal sealed partial record EmailOrder(string From, string[] To, string Subject, string? Html, string? Text)
{
    private const int MostRecipients = 50;

    public static (EmailOrder? Order, MailRefusal? Refusal) Read(JsonObject sent)
    {
        foreach (var field in new[] { "from", "to", "subject" })
        {
            if (sent[field] is null) return (null, new(422, "missing_required_field", $"Missing `{field}` field."));
        }

        if (One(sent["from"]) is not { } from || !Address().IsMatch(from)) return (null, BadAddress("from"));
        if (Many(sent["to"]) is not { Length: > 0 } to || !Array.TrueForAll(to, Address().IsMatch)) return (null, BadAddress("to"));
        if (to.Length > MostRecipients) return (null, Invalid($"The `to` field takes at most {MostRecipients} addresses."));
        if (One(sent["subject"]) is not { Length: > 0 } subject) return (null, Invalid("The `subject` field must be a string."));
        if (sent["reply_to"] is { } reply && Many(reply)?.All(Address().IsMatch) is not true) return (null, BadAddress("reply_to"));

        var (html, text) = (One(sent["html"]), One(sent["text"]));
        if ((sent["html"] is not null && html is null) || (sent["text"] is not null && text is null)) return (null, Invalid("`html` and `text` are strings."));
        if (html is null && text is null) return (null, new(422, "missing_required_field", "Missing `html` or `text` field."));
        return BadExtras(sent) is { } refusal ? (null, refusal) : (new(from, to, subject, html, text), null);
    }

    private static MailRefusal? BadExtras(JsonObject sent)
    {
        if (sent["headers"] is { } headers && (headers is not JsonObject pairs || pairs.Any(pair => One(pair.Value) is null)))
            return Invalid("The `headers` field must be an object of strings.");
        if (sent["tags"] is not { } tags) return null;
        return tags is JsonArray list && list.All(tag => tag is JsonObject pair
                && One(pair["name"]) is { } name && TagText().IsMatch(name) && One(pair["value"]) is { } value && TagText().IsMatch(value))
            ? null
            : Invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
    }

    private static string? One(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string[]? Many(JsonNode? node) => node switch
    {
        JsonArray list when list.All(item => One(item) is not null) => [.. list.Select(item => One(item)!)],
        _ => One(node) is { } single ? [single] : null,
    };

    private static MailRefusal Invalid(string message) => new(422, "validation_error", message);

    private static MailRefusal BadAddress(string field) => Invalid(
        $"Invalid `{field}` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.");

    [GeneratedRegex(@"^(?:[^<>\r\n]{0,200}<)?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?$", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Address();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex TagText();
}
