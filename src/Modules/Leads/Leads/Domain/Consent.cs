using System.Net;
using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>One consent of one person.</summary>
internal readonly record struct ConsentId(Guid Value) : ITypedId<ConsentId>
{
    public static ConsentId From(Guid value) => new(value);

    public static ConsentId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

/// <summary>Proof of what a homeowner agreed to. Rows are added, never changed: a withdrawal is a fact of its own.</summary>
// Quebec's Law 25 (Act respecting the protection of personal information, s. 14): consent is specific and informed,
// and whoever relies on it must show it. Hence the exact words, with the number of contractors filled in.
internal sealed class Consent
{
    private Consent()
    {
    }

    public ConsentId Id { get; private set; }

    public LeadId Lead { get; private set; }

    /// <summary>The consent's key in the market file.</summary>
    public string Key { get; private set; } = "";

    public string Version { get; private set; } = "";

    /// <summary>As it stood beside the box.</summary>
    public string Text { get; private set; } = "";

    public string Locale { get; private set; } = "";

    public DateTimeOffset GivenAt { get; private set; }

    public static Consent Give(LeadId lead, GivenConsent given, DateTimeOffset at) => new()
    {
        Id = ConsentId.New(at),
        Lead = lead,
        Key = given.Key,
        Version = given.Version,
        Text = given.Text,
        Locale = given.Locale,
        GivenAt = at,
    };
}

/// <summary>From where a consent was given. A row of its own: erasure deletes it and the consent's words stay.</summary>
internal sealed class ConsentOrigin
{
    /// <summary>Longest user agent kept, in UTF-16 units; real ones are under 300.</summary>
    public const int UserAgentLength = 400;

    private ConsentOrigin()
    {
    }

    public ConsentId Consent { get; private set; }

    public IPAddress? IpAddress { get; private set; }

    public string? UserAgent { get; private set; }

    /// <summary>Never refuses: a homeowner is not turned away for what their browser calls itself.</summary>
    public static ConsentOrigin Of(ConsentId consent, string? ipAddress, string? userAgent) => new()
    {
        Consent = consent,
        IpAddress = Address(ipAddress),
        UserAgent = PlainText.Salvage(userAgent, UserAgentLength),
    };

    // A server that listens on IPv6 sees 203.0.113.9 as ::ffff:203.0.113.9; the proof shows the address people know.
    private static IPAddress? Address(string? text)
    {
        if (!IPAddress.TryParse(text, out var address)) return null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
