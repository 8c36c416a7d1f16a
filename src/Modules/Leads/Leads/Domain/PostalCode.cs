using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Leads.Domain;

/// <summary>A whole postal code as the post office writes it: <c>H2X 1Y4</c>. Tells a street side, so it stays with the contact.</summary>
internal sealed record PostalCode
{
    private PostalCode(string value) => Value = value;

    public string Value { get; }

    public static PostalCode FromStored(string value) => new(value);

    /// <remarks>Refused with <c>leads.postal-code-malformed</c>.</remarks>
    public static Result<PostalCode> Read(string typed, PostalCodeFormat format) => format.Normalise(typed) is { } code
        ? new PostalCode(code)
        : Error.Invalid(FieldCodes.PostalCodeMalformed, "postalCode");

    public override string ToString() => Value;
}
