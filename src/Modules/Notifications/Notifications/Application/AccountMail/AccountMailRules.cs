using FluentValidation;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Notifications.Application.AccountMail;

/// <summary>What any mail about an account must have. The Host has checked what people typed; these are its own promises.</summary>
internal static class AccountMailRules
{
    // RFC 5321, 4.5.3.1.3: a path is at most 256 octets, its angle brackets included.
    private const int LongestAddress = 254;

    public static void Address<T>(this IRuleBuilder<T, string> email) => email
        .Must(address => !string.IsNullOrWhiteSpace(address) && address.Length <= LongestAddress && address.Contains('@', StringComparison.Ordinal) && !address.Any(char.IsControl))
        .WithErrorCode("notifications.email-invalid");

    public static void LocaleOf<T>(this IRuleBuilder<T, string> locale, Market market) => locale
        .Must(value => market.Locales.Contains(value, StringComparer.Ordinal))
        .WithErrorCode("notifications.locale-unknown");

    // Nothing but a web address may end up behind a button.
    public static void WebLink<T>(this IRuleBuilder<T, Uri> link) => link
        .Must(value => value is { IsAbsoluteUri: true } && (value.Scheme == Uri.UriSchemeHttps || value.Scheme == Uri.UriSchemeHttp))
        .WithErrorCode("notifications.link-invalid");
}
