using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>An e-mail address that ordinary mail servers take, as the person spells it.</summary>
internal sealed record EmailAddress
{
    private const int LocalPartLength = 64;
    private const int LabelLength = 63;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    /// <summary>What stands after the @, in lower case.</summary>
    public string Domain => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..].ToLowerInvariant();

    /// <summary>What stands before the @.</summary>
    public string LocalPart => Value[..Value.IndexOf('@', StringComparison.Ordinal)];

    public static EmailAddress FromStored(string value) => new(value);

    /// <summary>Dot-atom addresses (RFC 5321) at a domain with a dot; neither quoted parts nor IP literals, which only typing errors give.</summary>
    /// <remarks>Refused with <c>leads.email-malformed</c>.</remarks>
    public static Result<EmailAddress> Read(string typed)
    {
        var address = typed.Trim();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var wellFormed = at > 0 && address.Length <= FieldLimits.Email && IsLocalPart(address[..at]) && IsDomain(address[(at + 1)..]);
        return wellFormed ? new EmailAddress(address) : Error.Invalid(FieldCodes.EmailMalformed, "email");
    }

    public override string ToString() => Value;

    private static bool IsLocalPart(string part) =>
        part.Length <= LocalPartLength && part.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtomCharacter));

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LabelLength && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsAtomCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);
}
