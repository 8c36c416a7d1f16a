using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class QuoteLeadHandler(ReadSide<BillingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<QuoteLead, LeadQuote>
{
    public async Task<Result<LeadQuote>> Handle(QuoteLead request, CancellationToken cancellationToken)
    {
        var standing = await read.Query(db => PlanStandingRow.Read(db, request.Contractor), cancellationToken);

        // The rights of this moment: what was quoted before and frozen with an unlock is not looked at again.
        var plan = PlanRights.Effective(standing.Rights(market.Billing.Grace, clock.GetUtcNow()), standing.Gift, market);
        var charge = LeadPricing.Charge(plan.LeadPrice, request.DiscountCents, market.Taxes);
        return charge.IsFailure ? charge.Error : new LeadQuote(plan.Key, charge.Value);
    }
}
