using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>Which lead an unlock is for.</summary>
internal sealed record FindUnlockedLead(UnlockId Unlock) : IQuery<LeadId>;
