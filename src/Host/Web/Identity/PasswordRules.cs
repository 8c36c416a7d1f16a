using LeadMarket.Kernel;

namespace LeadMarket.Web.Identity;

/// <summary>What a password has to be. Length is what protects; rules about symbols only make people write passwords down
/// (NIST SP 800-63B).</summary>
internal static class PasswordRules
{
    public const int Shortest = 10;

    /// <summary>Hashing cost grows with length; longer than any passphrase.</summary>
    public const int Longest = 128;

    public static IEnumerable<FieldError> Check(string? password, string field)
    {
        if (string.IsNullOrEmpty(password)) yield return new(field, "identity.password-missing");
        else if (password.Length < Shortest) yield return new(field, "identity.password-too-short", Shortest);
        else if (password.Length > Longest) yield return new(field, "identity.password-too-long", Longest);
        else if (!IsStorable(password)) yield return new(field, "identity.password-not-allowed");
    }

    /// <summary>Whether PostgreSQL and a hash can hold it.</summary>
    public static bool IsStorable(string text) => !text.Any(letter => letter == '\0' || char.IsSurrogate(letter));
}
