using Microsoft.Extensions.Options;

namespace LeadMarket.Notifications.Infrastructure.Twilio;

/// <summary>How texts go out. Configuration section <c>Twilio</c>; without an account there are none.</summary>
internal sealed class TwilioOptions
{
    public const string Section = "Twilio";

    /// <summary>Twilio's Messages API, or what stands in for it in development.</summary>
    public Uri MessagesUrl { get; set; } = new("https://api.twilio.com");

    /// <summary>The account that pays for texts (<c>AC…</c>); empty: texts are off.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>An API key's SID (<c>SK…</c>), or the account's (<c>AC…</c>).</summary>
    public string KeySid { get; set; } = "";

    /// <summary>That key's secret, or the account's token.</summary>
    public string KeySecret { get; set; } = "";

    /// <summary>Our number, in E.164. Canada takes texts from one number per business.</summary>
    public string From { get; set; } = "";

    public bool SendsTexts => AccountSid.Length > 0;
}

/// <summary>Refuses to start with settings that would leave every text unsent.</summary>
internal sealed class TwilioOptionsRules : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        if (!options.SendsTexts) return ValidateOptionsResult.Skip;

        var wrong = new List<string>();
        if (!IsSid(options.AccountSid, "AC"))
            wrong.Add("Twilio:AccountSid is not an account's SID (AC…); leave it out to send no texts.");
        if (!(IsSid(options.KeySid, "SK") || IsSid(options.KeySid, "AC")))
            wrong.Add("Twilio:KeySid is missing or is not an API key's or account's SID (SK…, AC…).");
        // It becomes a header: nothing but visible ASCII.
        if (options.KeySecret.Length == 0 || !options.KeySecret.All(c => c is > ' ' and < '\x7f'))
            wrong.Add("Twilio:KeySecret is missing, or holds a space or a line break.");
        if (!(options.From.Length is >= 9 and <= 16 && options.From[0] is '+' && options.From.Skip(1).All(char.IsAsciiDigit)))
            wrong.Add("Twilio:From is missing or is not a number as in +18335550199.");
        if (options.MessagesUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
            wrong.Add("Twilio:MessagesUrl must be an http or https address.");
        else if (options.MessagesUrl is { Scheme: "http", IsLoopback: false })
            wrong.Add("Twilio:MessagesUrl must be https, unless it is this machine.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsSid(string sid, string prefix) =>
        sid.Length > prefix.Length && sid.StartsWith(prefix, StringComparison.Ordinal) && sid.All(char.IsAsciiLetterOrDigit);
}
