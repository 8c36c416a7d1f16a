using System.Globalization;

namespace LeadMarket.Kernel.Markets;

/// <summary>The exact words a person agrees to; they are kept with the consent as its proof.</summary>
/// <param name="Version">Changes whenever a word does, in any language.</param>
/// <param name="Text">Holds <c>{count}</c> where the number of contractors goes.</param>
public sealed record ConsentText(string Key, string Version, LocalizedText Text)
{
    /// <summary>Key of the consent to be contacted by contractors, which every market has.</summary>
    public const string Contact = "contact";

    /// <summary>Key of the consent to commercial e-mail, asked for apart from every other (CASL, Law 25).</summary>
    public const string Marketing = "marketing";

    /// <summary>Key of the consent to measure and advertise with the visit; nothing is sent to an advertiser without it.</summary>
    public const string Advertising = "advertising";

    /// <summary>The placeholder for the number of contractors.</summary>
    public const string Count = "{count}";

    /// <summary>The words as shown to someone who asks for this many quotes.</summary>
    public string In(string locale, int contractors) =>
        Text.In(locale).Replace(Count, contractors.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
