using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Twilio.Messages;

/// <summary>A message to send, read with Twilio's rules.</summary>
/// <param name="Service">The messaging service that was named instead of a sender.</param>
internal sealed record MessageOrder(string To, string From, string? Service, string Body, string? StatusCallback)
{
    /// <summary>The toll-free number in every messaging service's pool.</summary>
    public const string PooledNumber = "+18335550199";

    private const int MostLetters = 1600;

    public static (MessageOrder? Order, IResult? Refusal) Read(TwilioForm form)
    {
        var (to, from, service, callback) = (form["To"], form["From"], form["MessagingServiceSid"], form["StatusCallback"]);
        if (to is null) return Refuse(21604, "A 'To' phone number is required.");
        if (!PhoneNumber.IsE164(to)) return Refuse(21211, $"Invalid 'To' Phone Number: {to}");
        if (from is null && service is null) return Refuse(21603, "A 'From' phone number is required.");
        if (from is not null && !PhoneNumber.IsE164(from)) return Refuse(21212, $"Invalid 'From' Phone Number: {from}");
        if (service is not null && !TwilioSid.Is("MG", service)) return Refuse(21701, $"The Messaging Service resource {service} does not exist");
        if (form["Body"] is not { } body) return Refuse(21602, "Message body is required.");
        if (body.Length > MostLetters) return Refuse(21617, "The concatenated message body exceeds the 1600 character limit");
        if (callback is not null && !(Uri.TryCreate(callback, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            return Refuse(21609, $"The 'StatusCallback' URL {callback} is not a valid URL.");

        return (new(to, from ?? PooledNumber, service, body, callback), null);
    }

    private static (MessageOrder?, IResult) Refuse(int code, string message) => (null, TwilioAnswer.Refuse(400, code, message));
}
