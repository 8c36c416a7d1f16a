using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>A North American telephone number in E.164: <c>+15145550199</c>.</summary>
internal sealed record PhoneNumber
{
    private const string CountryCode = "+1";
    private const int NationalLength = 10;

    /// <summary>Countries of the Caribbean that share the plan. Texts and calls there are international, and the numbers are a known way
    /// to make others pay for them.</summary>
    private static readonly HashSet<string> Abroad = new(StringComparer.Ordinal)
    {
        "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664", "721", "758", "767", "784", "809", "829", "849", "868", "869", "876",
    };

    private PhoneNumber(string value) => Value = value;

    public string Value { get; }

    /// <summary>The three digits that tell where the number was given out.</summary>
    public string AreaCode => Value.Substring(CountryCode.Length, 3);

    public static PhoneNumber FromStored(string value) => new(value);

    /// <summary>Reads <c>514 555-0199</c>, <c>(514) 555-0199</c>, <c>1-514-555-0199</c> and <c>+1 514 555 0199</c> as one number.</summary>
    /// <remarks>Refused with <c>leads.phone-malformed</c> (not ten digits), <c>leads.phone-abroad</c> or <c>leads.phone-implausible</c> (no such line).</remarks>
    public static Result<PhoneNumber> Read(string typed)
    {
        var symbols = typed.Trim();
        var international = symbols.StartsWith('+');
        var digits = string.Concat(symbols[(international ? 1 : 0)..].Where(c => !IsPunctuation(c)));
        if (!digits.All(char.IsAsciiDigit)) return Malformed;

        if (digits.Length == NationalLength + 1 && digits[0] == '1') digits = digits[1..];
        else if (international) return Malformed;
        if (digits.Length != NationalLength) return Malformed;

        if (Abroad.Contains(digits[..3])) return Error.Invalid(FieldCodes.PhoneAbroad, "phone");
        return IsPlausible(digits) ? new PhoneNumber(CountryCode + digits) : Implausible;
    }

    public override string ToString() => Value;

    private static Error Malformed => Error.Invalid(FieldCodes.PhoneMalformed, "phone");

    private static Error Implausible => Error.Invalid(FieldCodes.PhoneImplausible, "phone");

    // North American Numbering Plan: area code and exchange begin with 2–9; N11 are service codes; N9X area codes are
    // kept for expansion; 900 and 976 are premium lines, which would charge the contractor for calling back.
    private static bool IsPlausible(string digits)
    {
        var (area, exchange) = (digits[..3], digits[3..6]);
        return Begins(area) && Begins(exchange)
            && area[1] != '9'
            && area is not "900" && exchange is not "976";
    }

    private static bool Begins(string code) => code[0] is >= '2' and <= '9' && !code.EndsWith("11", StringComparison.Ordinal);

    private static bool IsPunctuation(char c) => char.IsWhiteSpace(c) || c is '(' or ')' or '.' or '-' or '\u2010' or '\u2011' or '\u2013';
}
