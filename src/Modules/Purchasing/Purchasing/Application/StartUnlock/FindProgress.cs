using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>What the process needs to know of an unlock before its next step.</summary>
internal sealed record FindProgress(UnlockId Unlock) : IQuery<UnlockProgress>;

/// <param name="Withdrawn">The lead's homeowner wants no more contractors.</param>
internal sealed record UnlockProgress(
    UnlockState State, bool Withdrawn, ContractorId Contractor, BilledTo BilledTo, string Locale, string Service, string Area,
    string? Coupon, bool UseCredits, Charge? Charge, ReturnAddresses ReturnTo);
