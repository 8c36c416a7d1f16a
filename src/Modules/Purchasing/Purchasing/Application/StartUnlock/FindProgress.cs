using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>What the process needs to know of an unlock before its next step.</summary>
internal sealed record FindProgress(UnlockId Unlock) : IQuery<UnlockProgress>;

internal sealed record UnlockProgress(
    UnlockState State, ContractorId Contractor, string Email, string Locale, string Service, string Area,
    string? Coupon, Charge? Charge, ReturnAddresses ReturnTo);
