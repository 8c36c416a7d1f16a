using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Meta;

/// <summary>How to reach Meta's Conversions API. Configuration section <c>Meta</c>.</summary>
internal sealed class MetaOptions
{
    public const string Section = "Meta";

    /// <summary>Meta's Graph API, or what stands in for it in development.</summary>
    public Uri BaseUrl { get; set; } = new("https://graph.facebook.com");

    /// <summary>The pixel, digits. Absent: nothing is told to Meta, and nothing else of this section is needed.</summary>
    public string PixelId { get; set; } = "";

    /// <summary>A system user's token. A secret: it stands in the address of every call, as Meta wants it, and in no log.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>Shows events in Meta's console without counting them.</summary>
    public string? TestEventCode { get; set; }

    /// <summary>Whether the market advertises with Meta.</summary>
    public bool IsOn => PixelId.Length > 0;
}

/// <summary>Refuses to start with settings under which Meta would take nothing.</summary>
internal sealed class MetaOptionsRules : IValidateOptions<MetaOptions>
{
    public ValidateOptionsResult Validate(string? name, MetaOptions options)
    {
        if (!options.IsOn) return ValidateOptionsResult.Skip;

        var wrong = new List<string>();
        if (!options.PixelId.All(char.IsAsciiDigit)) wrong.Add("Meta:PixelId must be digits.");
        if (options.AccessToken.Length == 0 || !options.AccessToken.All(c => c is > ' ' and < '\x7f'))
            wrong.Add("Meta:AccessToken is missing, or holds a space or a line break.");
        if (options.BaseUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
            wrong.Add("Meta:BaseUrl must be an http or https address.");
        else if (options.BaseUrl is { Scheme: "http", IsLoopback: false })
            wrong.Add("Meta:BaseUrl must be https, unless it is this machine.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
