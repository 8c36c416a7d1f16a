using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

internal sealed record LittlePrice(string Id, string Product, string Plan, string? LookupKey, Money Amount)
{
    public FetchedPrice Fetched => new(Id, Plan, Amount);
}

internal sealed record LittlePage(string Id, PageOrder Order, string Customer, HostedState State, string? Subscription)
{
    public HostedPage Hosted => new(Id, State, State is HostedState.Open ? $"https://pay.example/{Id}" : null, Order.Subscription, Subscription);
}

internal sealed class LittleSubscription(string id, SubscriptionId? row, string customer, LittlePrice price)
{
    public string Id => id;

    public SubscriptionId? Row => row;

    public string Customer => customer;

    public LittlePrice Price { get; set; } = price;

    public SubscriptionState State { get; set; } = SubscriptionState.Active;

    public DateTimeOffset PeriodStart { get; set; }

    public DateTimeOffset PeriodEnd { get; set; }

    public bool EndsAtPeriodEnd { get; set; }

    /// <summary>Ended on Stripe's own page, which names a date instead.</summary>
    public bool EndsOnDate { get; set; }

    public string? Card { get; set; }

    public LittlePrice? Pending { get; set; }

    public string? PendingBill { get; set; }

    public string? LatestBill { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public IReadOnlyList<string> TaxRates { get; init; } = [];

    /// <summary>Prorations that wait for the next bill.</summary>
    public List<BillLine> Waiting { get; } = [];
}
