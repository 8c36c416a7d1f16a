using LeadMarket.Kernel.Markets;

namespace LeadMarket.Notifications.Domain;

/// <summary>A contractor's telephone number as Twilio takes it.</summary>
/// <remarks>Only the form is read here. Which countries texts go to is set at the account (geographic permissions): it refuses the rest, so that nobody
/// can make us pay for texts abroad.</remarks>
internal static class PhoneForTexts
{
    private const string NorthAmerica = "+1";
    private const int NationalLength = 10;
    private const int LongestE164 = 15;
    private const int ShortestE164 = 8;

    /// <summary><c>514 555-0199</c> becomes <c>+15145550199</c>; null when no text can be sent there, such as with an extension.</summary>
    public static string? Read(string typed, Market market)
    {
        var symbols = typed.Trim();
        var digits = string.Concat(symbols.TrimStart('+').Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '.' or '-' or '\u2010' or '\u2011' or '\u2013')));
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit)) return null;

        if (symbols.StartsWith('+') && digits[0] is not '1') return digits.Length is >= ShortestE164 and <= LongestE164 ? $"+{digits}" : null;
        if (market.Country is not ("CA" or "US") && !symbols.StartsWith('+')) return null;   // a national number of a plan we do not know

        if (digits.Length == NationalLength + 1 && digits[0] is '1') digits = digits[1..];
        // Area codes and exchanges begin with 2 to 9 (North American Numbering Plan).
        return digits.Length == NationalLength && digits[0] >= '2' && digits[3] >= '2' ? NorthAmerica + digits : null;
    }
}
