using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>A code as a homeowner types it, made into what the vendor compares.</summary>
internal static class PhoneCodeDigits
{
    // Twilio's Code parameter: four to ten characters; the service's own setting says how many.
    private const int Fewest = 4;
    private const int Most = 10;

    /// <summary>The digits, without the spaces that phones put between them.</summary>
    /// <remarks>Refused with <c>leads.code-missing</c> or <c>leads.code-malformed</c>.</remarks>
    public static Result<string> Read(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length == 0) return PhoneCodeErrors.CodeMissing;
        return digits.Length is >= Fewest and <= Most && digits.All(char.IsAsciiDigit) ? digits : PhoneCodeErrors.CodeMalformed;
    }
}
