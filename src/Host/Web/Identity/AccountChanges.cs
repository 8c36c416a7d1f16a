using LeadMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Identity;

/// <summary>Changes of an account are saved with its concurrency stamp: of two at the same moment, one loses and is told so.</summary>
internal static class AccountChanges
{
    public static readonly Error ChangedMeanwhile = Error.Conflict("identity.changed-meanwhile");

    /// <summary>Whether the account was changed between reading and saving it.</summary>
    public static bool LostARace(this IdentityResult outcome) =>
        outcome.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure));
}
