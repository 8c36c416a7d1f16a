namespace LeadMarket.Web.Presentation;

/// <summary>Phone numbers as people write them; links keep E.164.</summary>
public static class PhoneText
{
    /// <summary><c>+15145551234</c> → <c>514 555-1234</c> in French, <c>514-555-1234</c> in English; other countries as they stand.</summary>
    public static string Of(string e164, string locale)
    {
        if (e164 is not ['+', '1', .. { Length: 10 } number]) return e164;
        return $"{number[..3]}{(locale == "fr" ? '\u00a0' : '-')}{number[3..6]}-{number[6..]}";
    }

    /// <summary>What a telephone can dial of a number as its owner wrote it: <c>(514) 555-1234</c> → <c>5145551234</c>.</summary>
    public static string Dial(string written) => string.Concat(written.Where(c => char.IsAsciiDigit(c) || c == '+'));
}
