using LeadMarket.Kernel.Markets;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Twilio;

/// <summary>How to reach Twilio. Configuration section <c>Twilio</c>; needed where the market verifies telephones.</summary>
internal sealed class TwilioOptions
{
    public const string Section = "Twilio";

    /// <summary>Twilio's Verify API, or what stands in for it in development.</summary>
    public Uri VerifyUrl { get; set; } = new("https://verify.twilio.com");

    /// <summary>An API key's SID (<c>SK…</c>), or the account's (<c>AC…</c>).</summary>
    public string KeySid { get; set; } = "";

    /// <summary>That key's secret, or the account's token.</summary>
    public string KeySecret { get; set; } = "";

    /// <summary>The Verify service (<c>VA…</c>): how long a code is and what the text says is set there.</summary>
    public string VerifyService { get; set; } = "";
}

/// <summary>Refuses to start with settings that would leave every homeowner waiting for a text.</summary>
internal sealed class TwilioOptionsRules(Market market) : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        if (!market.Intake.VerifiesPhones) return ValidateOptionsResult.Skip;

        var wrong = new List<string>();
        if (!(IsSid(options.KeySid, "SK") || IsSid(options.KeySid, "AC")))
            wrong.Add("Twilio:KeySid is missing or is not an API key's or account's SID (SK…, AC…).");
        // It becomes a header: nothing but visible ASCII.
        if (options.KeySecret.Length == 0 || !options.KeySecret.All(c => c is > ' ' and < '\x7f'))
            wrong.Add("Twilio:KeySecret is missing, or holds a space or a line break.");
        if (!IsSid(options.VerifyService, "VA"))
            wrong.Add("Twilio:VerifyService is missing or is not a Verify service's SID (VA…).");
        if (options.VerifyUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
            wrong.Add("Twilio:VerifyUrl must be an http or https address.");
        else if (options.VerifyUrl is { Scheme: "http", IsLoopback: false })
            wrong.Add("Twilio:VerifyUrl must be https, unless it is this machine.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsSid(string sid, string prefix) =>
        sid.Length > prefix.Length && sid.StartsWith(prefix, StringComparison.Ordinal) && sid.All(char.IsAsciiLetterOrDigit);
}
