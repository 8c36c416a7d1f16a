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
        if (PriceOf(request.Offer, plan) is not { Cents: > 0 } price) return BillingErrors.NoExclusivePrice;
        // A share of the price of a plan that has ended since.
        if (request.DiscountCents > price.Cents) return BillingErrors.PriceChanged;
        var charge = LeadPricing.Charge(price, request.DiscountCents, market.Taxes);
        return charge.IsFailure ? charge.Error : new LeadQuote(plan.Key, charge.Value);
    }

    // Being the only buyer costs the same on every plan; what was paid for the lead already is taken off.
    private Money? PriceOf(LeadOffer? offer, Plan plan) => offer is not { Exclusive: true } ? plan.LeadPrice
        : market.ExclusivePriceOf(offer.Service) is { } price ? price with { Cents = price.Cents - offer.PaidCents }
        : null;
}
