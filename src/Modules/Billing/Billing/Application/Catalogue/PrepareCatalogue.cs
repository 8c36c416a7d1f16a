using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Catalogue;

/// <summary>Keeps a row, and with it an idempotency key, for each price and tax of the market before Stripe hears of it.</summary>
internal sealed record PrepareCatalogue : ICommand<MissingAtStripe>;

internal sealed record MissingAtStripe(IReadOnlyList<PriceOrder> Prices, IReadOnlyList<TaxRateOrder> TaxRates);

internal sealed class PrepareCatalogueHandler(ICatalogue catalogue, Market market, TimeProvider clock) : ICommandHandler<PrepareCatalogue, MissingAtStripe>
{
    public async Task<Result<MissingAtStripe>> Handle(PrepareCatalogue request, CancellationToken cancellationToken)
    {
        var known = await catalogue.Hold(cancellationToken);
        var prices = new List<PriceOrder>();
        foreach (var plan in market.Plans.Where(plan => plan.MonthlyPrice.Cents > 0))
        {
            var price = await Current(plan, known, cancellationToken);
            if (price.StripeId is null) prices.Add(OrderOf(price, plan));
        }

        return new MissingAtStripe(prices, [.. market.Taxes.Select(tax => (Tax: tax, Rate: RateOf(tax, known)))
            .Where(pair => pair.Rate.StripeId is null).Select(pair => OrderOf(pair.Rate, pair.Tax))]);
    }

    // Another amount is another price: who subscribed to the old one keeps it.
    private async Task<PlanPrice> Current(Plan plan, PlanCatalogue known, CancellationToken cancel)
    {
        var before = known.Prices.FirstOrDefault(price => price.IsCurrent && price.Plan == plan.Key);
        if (before?.IsFor(plan) is true) return before;
        if (before is not null) await catalogue.Retire(before, cancel);
        var price = PlanPrice.Of(plan, clock.GetUtcNow());
        catalogue.Add(price);
        return price;
    }

    private TaxRate RateOf(Tax tax, PlanCatalogue known)
    {
        if (known.Rates.FirstOrDefault(rate => rate.IsFor(tax)) is { } before) return before;
        var rate = TaxRate.Of(tax, clock.GetUtcNow());
        catalogue.Add(rate);
        return rate;
    }

    private PriceOrder OrderOf(PlanPrice price, Plan plan) => new(
        price.Id, plan.Key, $"{market.Key}-{plan.Key}", plan.Name.In(market.DefaultLocale), $"{market.Key}:{plan.Key}:month", plan.MonthlyPrice, price.Key);

    private TaxRateOrder OrderOf(TaxRate rate, Tax tax) => new(
        rate.Id, tax.Code, tax.Name.In(market.DefaultLocale), TaxRate.Percentage(tax.RatePpm), market.Country, rate.Key);
}
