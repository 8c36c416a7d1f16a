using System.Security.Claims;
using LeadMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>Somebody who signs in: a contractor or an operator.</summary>
public sealed class UserAccount : IdentityUser<Guid>
{
    /// <summary>The name we greet them by.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>A locale of the market; mail is written in it.</summary>
    public string Locale { get; set; } = "";
}

/// <summary>What an account may do.</summary>
public static class Roles
{
    public const string Contractor = "contractor";
    public const string Staff = "staff";
}

/// <summary>Authorization policies. Pages are asked for with a cookie, the API with a token, never the other way round.</summary>
public static class Policies
{
    public const string Contractor = "Contractor";
    public const string Staff = "Staff";

    /// <summary>Contractors, who find their own behind it, and staff, who find everybody's.</summary>
    public const string ContractorOrStaff = "ContractorOrStaff";
    public const string ContractorApi = "ContractorApi";
}

internal static class FirstRole
{
    /// <summary>A crash right after an account was made left it without its role; proving the address mends it.</summary>
    public static async Task GiveFirstRole(this UserManager<UserAccount> users, UserAccount user)
    {
        if ((await users.GetRolesAsync(user)).Count == 0) await users.AddToRoleAsync(user, Roles.Contractor);
    }
}

/// <summary>Who is asking, as their cookie or token says.</summary>
public static class SignedIn
{
    /// <summary>The contractor who is asking.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks its policy.</exception>
    public static ContractorId ContractorId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new ContractorId(id)
            : throw new InvalidOperationException("Nobody is signed in.");
}
