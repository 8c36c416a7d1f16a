using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;

/// <summary>Stripe's catalogue: products, prices and tax rates.</summary>
internal sealed class StripeCatalogueGateway(StripeClient stripe) : ICatalogueGateway
{
    private const int Page = 100;

    public async Task<GatewayAnswer<string>> CreateProduct(PriceOrder order, CancellationToken cancel)
    {
        var answer = await stripe.Post("v1/products", PlanForms.Product(order), $"product:{order.Id}", PlansJson.Default.Named, cancel);
        return answer.Select(product => product.Id);
    }

    public async Task<GatewayAnswer<IReadOnlyList<ListedPrice>>> ListPrices(string lookupKey, CancellationToken cancel)
    {
        var query = new StripeForm(("lookup_keys", new[] { lookupKey }), ("active", true), ("limit", Page));
        var answer = await stripe.Get("v1/prices", query, PlansJson.Default.Prices, cancel);
        return answer.Select<IReadOnlyList<ListedPrice>>(list => [.. list.Data.Select(PlanReading.Listed)]);
    }

    public async Task<GatewayAnswer<string>> CreatePrice(PriceOrder order, CancellationToken cancel)
    {
        var answer = await stripe.Post("v1/prices", PlanForms.Price(order), order.Key, PlansJson.Default.Named, cancel);
        return answer.Select(price => price.Id);
    }

    public async Task<GatewayAnswer<IReadOnlyList<ListedTaxRate>>> ListTaxRates(CancellationToken cancel)
    {
        var answer = await stripe.Get("v1/tax_rates", new StripeForm(("active", true), ("limit", Page)), PlansJson.Default.TaxRates, cancel);
        return answer.Select<IReadOnlyList<ListedTaxRate>>(list => [.. list.Data.Select(PlanReading.Listed)]);
    }

    public async Task<GatewayAnswer<string>> CreateTaxRate(TaxRateOrder order, CancellationToken cancel)
    {
        var answer = await stripe.Post("v1/tax_rates", PlanForms.TaxRate(order), order.Key, PlansJson.Default.Named, cancel);
        return answer.Select(rate => rate.Id);
    }
}
