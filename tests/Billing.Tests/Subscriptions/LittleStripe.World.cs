using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <content>What people, banks and months do.</content>
internal sealed partial class LittleStripe
{
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>The contractor pays on Stripe's page.</summary>
    public LittleSubscription Pay(LittlePage page)
    {
        lock (_one)
        {
            var subscription = Begin(page.Order.Subscription, page.Customer, Prices.Single(price => price.Id == page.Order.Price.Id), page.Order.Price.TaxRates);
            Pages[page.Id] = page with { State = HostedState.Paid, Subscription = subscription.Id };
            return subscription;
        }
    }

    /// <summary>Somebody subscribes a customer in the dashboard, or a page is paid.</summary>
    public LittleSubscription Begin(SubscriptionId? row, string customer, LittlePrice price, IReadOnlyList<string>? rates = null)
    {
        var subscription = new LittleSubscription(Serial("sub"), row, customer, price)
        {
            PeriodStart = Now, PeriodEnd = Now.AddMonths(1), Card = Serial("pm"), TaxRates = rates ?? [],
        };
        Cards[subscription.Card] = new FetchedCard(subscription.Card, customer, "visa", "4242", 12, 2030, IsDefault: false);
        Subscriptions[subscription.Id] = subscription;
        Issue(subscription, [Month(subscription, price, subscription.PeriodStart, subscription.PeriodEnd)], isRenewal: false);
        return subscription;
    }

    /// <summary>A month passes: the next is billed, and paid when the card takes it.</summary>
    public Bill Renew(LittleSubscription subscription)
    {
        (subscription.PeriodStart, subscription.PeriodEnd) = (subscription.PeriodEnd, subscription.PeriodEnd.AddMonths(1));
        if (subscription.Pending is not null) Expire(subscription);
        List<BillLine> lines = [.. subscription.Waiting, Month(subscription, subscription.Price, subscription.PeriodStart, subscription.PeriodEnd)];
        subscription.Waiting.Clear();
        var bill = Issue(subscription, lines, isRenewal: true);
        if (bill.Status is BillStatus.Open) subscription.State = SubscriptionState.PastDue;
        return bill;
    }

    /// <summary>An open bill is paid, by the clock or by hand.</summary>
    public void PayBill(Bill bill)
    {
        var subscription = Subscriptions[bill.Subscription];
        Settle(bill);
        if (subscription.PendingBill == bill.Id) (subscription.Price, subscription.Pending, subscription.PendingBill) = (subscription.Pending!, null, null);
        if (subscription.State is SubscriptionState.PastDue && !OpenBills(subscription).Any(open => open.IsRenewal)) subscription.State = SubscriptionState.Active;
    }

    public void Delete(string id) => (Subscriptions[id].State, Subscriptions[id].EndedAt) = (SubscriptionState.Ended, Now);

    /// <summary>The pending change was not paid in time.</summary>
    public void Expire(LittleSubscription subscription)
    {
        if (subscription.PendingBill is { } bill) Bills[bill] = Bills[bill] with { Status = BillStatus.Void };
        (subscription.Pending, subscription.PendingBill) = (null, null);
    }

    public void Change(LittleSubscription subscription, LittlePrice price, DateTimeOffset asOf, bool chargesNow)
    {
        var prorations = Prorations(subscription, price, asOf);
        if (!chargesNow)
        {
            subscription.Waiting.AddRange(prorations);
            subscription.Price = price;
            return;
        }

        List<BillLine> lines = [.. subscription.Waiting, .. prorations];
        subscription.Waiting.Clear();
        var bill = Issue(subscription, lines, isRenewal: false);
        if (bill.Status is BillStatus.Paid) subscription.Price = price;
        else (subscription.Pending, subscription.PendingBill) = (price, bill.Id);
    }

    public FetchedSubscription Fetch(LittleSubscription found) => new(
        found.Id, found.Row, found.Customer, found.State, new FetchedItem($"si_{found.Id}", found.Price.Fetched, found.PeriodEnd), found.EndsAtPeriodEnd || found.EndsOnDate,
        found.Card, found.Pending?.Fetched, found.Pending is null ? null : Now.AddHours(23), found.LatestBill,
        found.State is SubscriptionState.Active && found.Pending is null
            ? []
            : [.. OpenBills(found).Select(bill => new OpenBill(bill.Id, !bill.IsRenewal, bill.CreatedAt, bill.Url, bill.DueCents))],
        found.EndedAt);

    private IEnumerable<Bill> OpenBills(LittleSubscription subscription) =>
        Bills.Values.Where(bill => bill.Subscription == subscription.Id && bill.Status is BillStatus.Open);

    private Bill Issue(LittleSubscription subscription, IReadOnlyList<BillLine> lines, bool isRenewal)
    {
        var id = Serial("in");
        var bill = Bills[id] = Reckon(subscription, lines, isRenewal, id) with { Status = BillStatus.Open };
        Balances[subscription.Customer] = Balances.GetValueOrDefault(subscription.Customer) + bill.BalanceCents;
        subscription.LatestBill = id;
        if (bill.DueCents == 0 || !Broke.Contains(subscription.Customer)) return Settle(bill);
        return Bills[id] = bill with { Attempts = 1, NextTryAt = Now.AddDays(3), Url = $"https://invoice.example/{id}" };
    }

    private Bill Settle(Bill bill) => Bills[bill.Id] = bill with
    {
        Status = BillStatus.Paid, PaidAt = Now, Attempts = bill.Attempts + 1, NextTryAt = null,
        Payments = bill.DueCents > 0 ? [new BillPayment(Serial("pi"), bill.DueCents)] : [],
    };

    private Bill Reckon(LittleSubscription subscription, IReadOnlyList<BillLine> lines, bool isRenewal, string id)
    {
        var net = lines.Sum(line => line.Cents);
        IReadOnlyList<BillTax> taxes = [.. lines.SelectMany(line => line.Taxes).GroupBy(tax => tax.RateId, StringComparer.Ordinal)
            .Select(rate => new BillTax(rate.Key, rate.Sum(tax => tax.Cents)))];
        var total = net + taxes.Sum(tax => tax.Cents);
        // What is owed to the customer is used up first; what is left over stays with them.
        var due = Math.Max(0, total + Balances.GetValueOrDefault(subscription.Customer));
        return new Bill(
            id, BillStatus.Draft, subscription.Id, subscription.Row, subscription.Customer, isRenewal, id, "CAD", net, net, total, taxes, due,
            BalanceCents: total - due, Attempts: 0, NextTryAt: null, Now, PaidAt: null, Url: null, lines, []);
    }

    private List<BillLine> Prorations(LittleSubscription subscription, LittlePrice next, DateTimeOffset asOf) =>
    [
        LineOf(subscription, -Share(subscription, subscription.Price, asOf), subscription.Price, asOf, subscription.PeriodEnd, isProration: true),
        LineOf(subscription, Share(subscription, next, asOf), next, asOf, subscription.PeriodEnd, isProration: true),
    ];

    private static long Share(LittleSubscription subscription, LittlePrice price, DateTimeOffset asOf) => (long)Math.Round(
        price.Amount.Cents * (decimal)(subscription.PeriodEnd - asOf).TotalSeconds / (decimal)(subscription.PeriodEnd - subscription.PeriodStart).TotalSeconds,
        MidpointRounding.AwayFromZero);

    private BillLine Month(LittleSubscription subscription, LittlePrice price, DateTimeOffset from, DateTimeOffset until) =>
        LineOf(subscription, price.Amount.Cents, price, from, until, isProration: false);

    private BillLine LineOf(LittleSubscription subscription, long cents, LittlePrice price, DateTimeOffset from, DateTimeOffset until, bool isProration) => new(
        cents, [.. TaxRates.Where(rate => subscription.TaxRates.Contains(rate.Id)).Select(rate => new BillTax(rate.Id, Tax(cents, rate)))], price.Id, from, until, isProration);

    private static long Tax(long cents, ListedTaxRate rate) =>
        (long)Math.Round(cents * decimal.Parse(rate.Percentage, CultureInfo.InvariantCulture) / 100, MidpointRounding.AwayFromZero);
}
