using System.Globalization;

namespace LeadMarket.Sandbox.Twilio.Wire;

/// <summary>How many segments a text is billed as: 160 letters of GSM-7, or 70 once one letter is outside it (ê, ç, ’).</summary>
internal static class SmsSegments
{
    private const string Gsm7 = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string TwoUnits = "^{}\\[~]|€\f";

    /// <returns>The number as Twilio writes it: a string.</returns>
    public static string Of(string body)
    {
        var isGsm = body.All(letter => Gsm7.Contains(letter, StringComparison.Ordinal) || TwoUnits.Contains(letter, StringComparison.Ordinal));
        var units = isGsm ? body.Sum(letter => TwoUnits.Contains(letter, StringComparison.Ordinal) ? 2 : 1) : body.Length;
        // Several segments lose room to the header that joins them.
        var (alone, joined) = isGsm ? (160, 153) : (70, 67);
        return (units <= alone ? 1 : (units + joined - 1) / joined).ToString(CultureInfo.InvariantCulture);
    }
}
