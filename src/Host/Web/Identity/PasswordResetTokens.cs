using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>The secret of a link that sets a new password. The framework's own tokens all live equally long, and by the machine's clock.</summary>
/// <remarks>Single use: it holds the account's security stamp, which a new password changes.</remarks>
internal sealed class PasswordResetTokens(IDataProtectionProvider protection, TimeProvider clock) : IUserTwoFactorTokenProvider<UserAccount>
{
    public const string Name = "password-reset";

    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("LeadMarket.PasswordReset");

    public async Task<string> GenerateAsync(string purpose, UserManager<UserAccount> manager, UserAccount user)
    {
        var end = (clock.GetUtcNow() + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return _protector.Protect($"{end} {await Subject(purpose, manager, user)}");
    }

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<UserAccount> manager, UserAccount user)
    {
        try
        {
            var (end, subject) = _protector.Unprotect(token).Split(' ', 2) is [var first, var rest] ? (first, rest) : ("", "");
            return long.TryParse(end, CultureInfo.InvariantCulture, out var seconds)
                && clock.GetUtcNow().ToUnixTimeSeconds() < seconds
                && string.Equals(subject, await Subject(purpose, manager, user), StringComparison.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>It is a link in a mail, not a second step.</summary>
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<UserAccount> manager, UserAccount user) => Task.FromResult(false);

    private static async Task<string> Subject(string purpose, UserManager<UserAccount> manager, UserAccount user) =>
        $"{purpose} {user.Id:N} {await manager.GetSecurityStampAsync(user)}";
}
