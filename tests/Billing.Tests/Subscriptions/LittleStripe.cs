using System.Collections.Concurrent;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>Stripe's subscriptions as documented, behind the ports: keys replay, prorations to the second, balances, pending updates.</summary>
internal sealed partial class LittleStripe(TimeProvider clock) : ICatalogueGateway, ISubscriptionGateway
{
    private readonly Lock _one = new();
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private int _serial;

    public Line Line { get; set; }

    /// <summary>Runs before each call is carried out: what others do in the meantime, or the line that goes down in the middle.</summary>
    public Action<string>? Before { get; set; }

    public ConcurrentQueue<string> Calls { get; } = [];

    public Dictionary<string, string> Products { get; } = new(StringComparer.Ordinal);

    public List<LittlePrice> Prices { get; } = [];

    public List<ListedTaxRate> TaxRates { get; } = [];

    public Dictionary<string, LittlePage> Pages { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LittleSubscription> Subscriptions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Bill> Bills { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, FetchedCard> Cards { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Balances { get; } = new(StringComparer.Ordinal);

    /// <summary>Customers whose card refuses.</summary>
    public HashSet<string> Broke { get; } = new(StringComparer.Ordinal);

    public Task<GatewayAnswer<string>> CreateProduct(PriceOrder order, CancellationToken cancel) => Carry("product", () =>
        Products.TryAdd(order.Product, order.Name) ? Of(order.Product) : GatewayAnswer<string>.Refused(Refusal.AlreadyExists));

    public Task<GatewayAnswer<IReadOnlyList<ListedPrice>>> ListPrices(string lookupKey, CancellationToken cancel) => Carry("prices", () =>
        GatewayAnswer<IReadOnlyList<ListedPrice>>.Of(
            [.. Prices.Where(price => price.LookupKey == lookupKey).Select(price => new ListedPrice(price.Id, price.Product, price.Amount))]));

    public Task<GatewayAnswer<string>> CreatePrice(PriceOrder order, CancellationToken cancel) => Carry("price", () => Of(Once(order.Key, () =>
    {
        for (var i = 0; i < Prices.Count; i++)
        {
            if (Prices[i].LookupKey == order.LookupKey) Prices[i] = Prices[i] with { LookupKey = null };
        }

        Prices.Add(new LittlePrice(Serial("price"), order.Product, order.Plan, order.LookupKey, order.Amount));
        return Prices[^1].Id;
    })));

    public Task<GatewayAnswer<IReadOnlyList<ListedTaxRate>>> ListTaxRates(CancellationToken cancel) =>
        Carry("tax-rates", () => GatewayAnswer<IReadOnlyList<ListedTaxRate>>.Of([.. TaxRates]));

    public Task<GatewayAnswer<string>> CreateTaxRate(TaxRateOrder order, CancellationToken cancel) => Carry("tax-rate", () => Of(Once(order.Key, () =>
    {
        TaxRates.Add(new ListedTaxRate(Serial("txr"), order.Code, order.Percentage));
        return TaxRates[^1].Id;
    })));

    public Task<GatewayAnswer<HostedPage>> CreatePage(PageOrder order, string customerId, CancellationToken cancel) => Carry("page", () =>
    {
        if (Line is Line.Refusing) return GatewayAnswer<HostedPage>.Refused(Refusal.Other);
        if (!_keys.ContainsKey(order.Key) && order.ExpiresAt < Now.AddMinutes(30)) return GatewayAnswer<HostedPage>.Refused(Refusal.ExpiryTooNear);
        var id = Once(order.Key, () => Serial("cs"));
        Pages.TryAdd(id, new LittlePage(id, order, customerId, HostedState.Open, null));
        return GatewayAnswer<HostedPage>.Of(Pages[id].Hosted);
    });

    public Task<GatewayAnswer<HostedPage>> GetPage(string sessionId, CancellationToken cancel) => Carry("get-page", () => Pages.TryGetValue(sessionId, out var page)
        ? GatewayAnswer<HostedPage>.Of(page.Hosted)
        : GatewayAnswer<HostedPage>.Refused(Refusal.NotFound));

    public Task<GatewayAnswer<IReadOnlyList<HostedPage>>> ListPages(string customerId, DateTimeOffset since, CancellationToken cancel) => Carry("pages", () =>
        GatewayAnswer<IReadOnlyList<HostedPage>>.Of([.. Pages.Values.Where(page => page.Customer == customerId).Select(page => page.Hosted)]));

    public Task<GatewayAnswer<HostedPage>> ExpirePage(string sessionId, string key, CancellationToken cancel) => Carry("expire", () =>
    {
        if (Pages[sessionId].State is not HostedState.Open) return GatewayAnswer<HostedPage>.Refused(Refusal.Other);
        Pages[sessionId] = Pages[sessionId] with { State = HostedState.Expired };
        return GatewayAnswer<HostedPage>.Of(Pages[sessionId].Hosted);
    });

    public Task<GatewayAnswer<FetchedSubscription>> GetSubscription(string stripeId, CancellationToken cancel) => Carry("get-subscription", () =>
        Subscriptions.TryGetValue(stripeId, out var found) ? GatewayAnswer<FetchedSubscription>.Of(Fetch(found)) : GatewayAnswer<FetchedSubscription>.Refused(Refusal.NotFound));

    public Task<GatewayAnswer<Bill>> PreviewChange(PlanChangeTerms terms, string customerId, CancellationToken cancel) => Carry("preview", () =>
    {
        var subscription = Subscriptions[terms.StripeId];
        if (subscription.State is SubscriptionState.Ended || terms.AsOf < subscription.PeriodStart || terms.AsOf > subscription.PeriodEnd)
            return GatewayAnswer<Bill>.Refused(Refusal.Other);
        var price = Prices.Single(price => price.Id == terms.PriceId);
        List<BillLine> lines = [.. subscription.Waiting, .. Prorations(subscription, price, terms.AsOf)];
        if (!terms.ChargesNow) lines.Add(Month(subscription, price, subscription.PeriodEnd, subscription.PeriodEnd.AddMonths(1)));
        return GatewayAnswer<Bill>.Of(Reckon(subscription, lines, isRenewal: !terms.ChargesNow, "upcoming"));
    });

    public Task<GatewayAnswer<string>> ChangePlan(PlanChangeTerms terms, string key, CancellationToken cancel) => Carry("change", () => Of(Once(key, () =>
    {
        Change(Subscriptions[terms.StripeId], Prices.Single(price => price.Id == terms.PriceId), terms.AsOf, terms.ChargesNow);
        return terms.StripeId;
    })));

    public Task<GatewayAnswer<string>> SetEnding(string stripeId, bool endsAtPeriodEnd, string key, CancellationToken cancel) => Carry("ending", () =>
    {
        if (Subscriptions[stripeId].State is SubscriptionState.Ended) return GatewayAnswer<string>.Refused(Refusal.Other);
        Subscriptions[stripeId].EndsAtPeriodEnd = endsAtPeriodEnd;
        return Of(stripeId);
    });

    public Task<GatewayAnswer<string>> DropEnd(string stripeId, string key, CancellationToken cancel) => Carry("drop-end", () =>
    {
        (Subscriptions[stripeId].EndsAtPeriodEnd, Subscriptions[stripeId].EndsOnDate) = (false, false);
        return Of(stripeId);
    });

    public Task<GatewayAnswer<string>> CancelNow(string stripeId, CancellationToken cancel) => Carry("cancel", () =>
    {
        if (Subscriptions[stripeId].State is SubscriptionState.Ended) return GatewayAnswer<string>.Refused(Refusal.NotFound);
        Delete(stripeId);
        return Of(stripeId);
    });

    public Task<GatewayAnswer<Bill>> GetBill(string invoiceId, CancellationToken cancel) => Carry("get-bill", () =>
        Bills.TryGetValue(invoiceId, out var bill) ? GatewayAnswer<Bill>.Of(bill) : GatewayAnswer<Bill>.Refused(Refusal.NotFound));

    public Task<GatewayAnswer<Uri>> OpenPortal(string customerId, string locale, Uri returnTo, string key, CancellationToken cancel) =>
        Carry("portal", () => GatewayAnswer<Uri>.Of(new Uri($"https://portal.example/{customerId}/{locale}")));

    public Task<GatewayAnswer<FetchedCard>> GetCard(string paymentMethod, CancellationToken cancel) => Carry("card", () =>
        Cards.TryGetValue(paymentMethod, out var card) ? GatewayAnswer<FetchedCard>.Of(card) : GatewayAnswer<FetchedCard>.Refused(Refusal.NotFound));

    public Task<GatewayAnswer<string>> GetDefaultCard(string customerId, CancellationToken cancel) => Carry("default-card", () =>
        Cards.Values.LastOrDefault(card => card.Customer == customerId && card.IsDefault) is { } card ? Of(card.Id) : GatewayAnswer<string>.Refused(Refusal.NotFound));

    public Task<GatewayAnswer<string>> GetCardOfSetup(string setupIntent, CancellationToken cancel) =>
        Carry("setup", () => Of(setupIntent.Replace("seti", "pm", StringComparison.Ordinal)));

    private static GatewayAnswer<string> Of(string id) => GatewayAnswer<string>.Of(id);

    private Task<GatewayAnswer<T>> Carry<T>(string call, Func<GatewayAnswer<T>> work)
        where T : class
    {
        Before?.Invoke(call);
        if (Line is Line.Down) return Task.FromResult(GatewayAnswer<T>.Unknown);
        Calls.Enqueue(call);
        lock (_one)
        {
            var answer = work();
            return Task.FromResult(Line is Line.Deaf ? GatewayAnswer<T>.Unknown : answer);
        }
    }

    private string Once(string key, Func<string> make) => _keys.TryGetValue(key, out var made) ? made : _keys[key] = make();

    private string Serial(string prefix) => $"{prefix}_s{++_serial}";
}
