using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam to the vendor's catalogue: what is sold by the month, and the taxes on it.</summary>
internal interface ICatalogueGateway
{
    /// <summary>Makes a product under an id of our choice; refused as <see cref="Refusal.AlreadyExists"/> when it is there.</summary>
    Task<GatewayAnswer<string>> CreateProduct(PriceOrder order, CancellationToken cancel);

    /// <summary>The price that has a name now.</summary>
    Task<GatewayAnswer<IReadOnlyList<ListedPrice>>> ListPrices(string lookupKey, CancellationToken cancel);

    /// <summary>Makes a price, and moves its name to it from the one before.</summary>
    Task<GatewayAnswer<string>> CreatePrice(PriceOrder order, CancellationToken cancel);

    Task<GatewayAnswer<IReadOnlyList<ListedTaxRate>>> ListTaxRates(CancellationToken cancel);

    Task<GatewayAnswer<string>> CreateTaxRate(TaxRateOrder order, CancellationToken cancel);
}

/// <param name="Id">Of our row.</param>
/// <param name="LookupKey">The name under which a plan's price of today is found.</param>
internal sealed record PriceOrder(Guid Id, string Plan, string Product, string Name, string LookupKey, Money Amount, string Key);

/// <param name="Name">As Stripe's pages show it.</param>
/// <param name="Percentage">Decimal: <c>9.975</c>.</param>
internal sealed record TaxRateOrder(Guid Id, string Code, string Name, string Percentage, string Country, string Key);

internal sealed record ListedPrice(string Id, string Product, Money Amount);

/// <param name="Code">From its metadata; null for one that is none of ours.</param>
internal sealed record ListedTaxRate(string Id, string? Code, string Percentage);
