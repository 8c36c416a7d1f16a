using FluentValidation;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Application.OpenContractorAccount;

/// <summary>What is asked of a company's details, whether it registers or corrects them.</summary>
internal static class AccountRules
{
    private const int LongestName = Contracts.OpenContractorAccount.LongestName;
    private const int LongestEmail = 254;

    public static void IsName<T>(this IRuleBuilderInitial<T, string?> name, string missing) => name.Cascade(CascadeMode.Stop)
        .Must(Given).WithErrorCode(missing)
        .Must(text => text!.Length <= LongestName).WithErrorCode("purchasing.text-too-long").WithState(_ => (long)LongestName)
        .Must(PlainText).WithErrorCode("purchasing.text-not-allowed");

    public static void IsEmail<T>(this IRuleBuilderInitial<T, string?> email) => email.Cascade(CascadeMode.Stop)
        .Must(Given).WithErrorCode("purchasing.email-missing")
        .Must(text => text!.Length <= LongestEmail && PlainText(text) && LooksLikeEmail(text.Trim())).WithErrorCode("purchasing.email-invalid");

    public static void IsPhone<T>(this IRuleBuilderInitial<T, string?> phone) => phone.Cascade(CascadeMode.Stop)
        .Must(Given).WithErrorCode("purchasing.phone-missing")
        .Must(text => text!.Length <= 32 && text.Count(char.IsAsciiDigit) is 10 or 11 && text.All(c => char.IsAsciiDigit(c) || " +()-.".Contains(c)))
        .WithErrorCode("purchasing.phone-invalid");

    public static void IsLanguageOf<T>(this IRuleBuilder<T, string?> locale, Market market) => locale
        .Must(key => key is not null && market.Locales.Contains(key, StringComparer.Ordinal)).WithErrorCode("purchasing.locale-unknown");

    private static bool Given(string? text) => !string.IsNullOrWhiteSpace(text);

    // No control characters, halves of characters or bidirectional overrides: they break databases, or deceive readers.
    private static bool PlainText(string? text) =>
        text!.All(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && letter is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069'));

    private static bool LooksLikeEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == email.LastIndexOf('@') && email.IndexOf('.', at) > at + 1 && email[^1] != '.' && !email.Any(char.IsWhiteSpace);
    }
}
