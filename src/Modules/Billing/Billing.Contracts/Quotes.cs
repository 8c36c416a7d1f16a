using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>Puts a contractor on a plan; a contractor never seen is on the market's first plan.</summary>
/// <remarks>Refused with <c>billing.unknown-plan</c>.</remarks>
public sealed record AssignPlan(ContractorId Contractor, string Plan) : ICommand;

/// <summary>What a lead costs this contractor: the plan's price, less a discount, plus the market's taxes.</summary>
/// <param name="DiscountCents">Taken off before tax, in the market's currency; 0 when there is no coupon.</param>
public sealed record QuoteLead(ContractorId Contractor, long DiscountCents = 0) : IQuery<LeadQuote>;

/// <param name="Plan">The contractor's plan, by its key in the market file.</param>
public sealed record LeadQuote(string Plan, Charge Charge);
