using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>What the process needs to know of an unlock before its next step.</summary>
internal sealed record FindProgress(UnlockId Unlock) : IQuery<UnlockProgress>;

/// <param name="Withdrawn">The lead's homeowner wants no more contractors.</param>
/// <param name="LeadGone">An upgrade of a lead that is not paid for any more, or whose contact its buyer lost.</param>
/// <param name="IsUpgrade">It buys the other slots, not the contact.</param>
/// <param name="Offer">What is priced; null for a shared lead.</param>
internal sealed record UnlockProgress(
    UnlockState State, bool Withdrawn, bool LeadGone, ContractorId Contractor, BilledTo BilledTo, string Locale, string Service, string Area,
    bool IsUpgrade, LeadOffer? Offer, UnlockOrder Order, Charge? Charge)
{
    /// <summary>Why it may not be paid any more, or null.</summary>
    public Error? Refusal => Withdrawn ? ListingErrors.Closed : LeadGone ? UpgradeErrors.NotUpgradable : null;
}
