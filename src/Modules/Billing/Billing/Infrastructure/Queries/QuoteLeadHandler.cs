using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class QuoteLeadHandler(ReadSide<BillingDbContext> read, Market market) : IQueryHandler<QuoteLead, LeadQuote>
{
    public async Task<Result<LeadQuote>> Handle(QuoteLead request, CancellationToken cancellationToken)
    {
        var assigned = await read.Query(
            db => db.QuerySingleOrDefaultAsync<string?>(
                "select plan from billing.accounts where contractor_id = @contractor", new { contractor = request.Contractor.Value }),
            cancellationToken);

        // A plan taken out of the market file is no plan any more.
        var plan = (assigned is null ? null : market.FindPlan(assigned)) ?? market.EntryPlan;
        var charge = LeadPricing.Charge(plan.LeadPrice, request.DiscountCents, market.Taxes);
        return charge.IsFailure ? charge.Error : new LeadQuote(plan.Key, charge.Value);
    }
}
