using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Application.Plans;

/// <summary>Billing's plans, copied for early access.</summary>
internal interface IContractorPlans
{
    /// <summary>Keeps what was known as of an instant, unless something later is known already. News comes in any order.</summary>
    Task Adopt(ContractorId contractor, string plan, DateTimeOffset asOf, CancellationToken cancel);

    /// <summary>Keeps when Billing was asked.</summary>
    Task NoteAsked(ContractorId contractor, DateTimeOffset at, CancellationToken cancel);
}
