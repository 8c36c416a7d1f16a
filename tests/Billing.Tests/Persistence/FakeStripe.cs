using System.Collections.Concurrent;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Persistence;

/// <summary>How the line to Stripe is.</summary>
internal enum Line
{
    Up,

    /// <summary>Requests never arrive.</summary>
    Down,

    /// <summary>Requests are carried out, and their answers are lost.</summary>
    Deaf,

    /// <summary>Every creation is refused for certain.</summary>
    Refusing,
}

/// <summary>Stripe's documented behaviour behind the port: keys replay, only open sessions expire, no session under 30 minutes.</summary>
internal sealed class FakeStripe(TimeProvider clock) : IPaymentGateway
{
    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StripeEvent> _undelivered = new();
    private int _serial;

    public Line Line { get; set; }

    public ConcurrentDictionary<string, HostedCheckout> Sessions { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, HostedPayment> Payments { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, HostedRefund> Refunds { get; } = new(StringComparer.Ordinal);

    public ConcurrentBag<CheckoutOrder> Orders { get; } = [];

    /// <summary>Runs while a session is being made: what others do in the meantime.</summary>
    public Func<HostedCheckout, Task>? Meanwhile { get; set; }

    /// <summary>How a refund stands as soon as it is made.</summary>
    public RefundState RefundsAre { get; set; } = RefundState.Succeeded;

    public ConcurrentBag<RefundOrder> RefundOrders { get; } = [];

    /// <summary>Payments whose money a bank has.</summary>
    public ConcurrentDictionary<string, bool> Disputed { get; } = new(StringComparer.Ordinal);

    /// <summary>Refunds are refused for a reason that may pass, such as too little balance.</summary>
    public bool RefusesRefunds { get; set; }

    /// <summary>Payments of bills for plans.</summary>
    public ConcurrentDictionary<string, bool> Billed { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs while a refund is answered: its webhook may be faster.</summary>
    public Func<HostedRefund, Task>? WhileRefunding { get; set; }

    /// <summary>As Stripe does after 24 hours.</summary>
    public void ForgetKeys() => _keys.Clear();

    public HostedCheckout SessionOf(PurchaseId purchase) => Sessions.Values.Single(session => session.Purchase == purchase);

    /// <summary>The buyer pays on Stripe's page.</summary>
    public string Pay(HostedCheckout session)
    {
        var intent = Serial("pi");
        Payments[intent] = new HostedPayment(intent, Succeeded: true, session.Purchase, session.Total, session.Customer);
        Sessions[session.Id] = session with { State = HostedState.Paid, PaymentIntent = intent };
        _undelivered.Enqueue(new StripeEvent($"evt_{session.Id}", "checkout.session.completed", session.Id, clock.GetUtcNow(), "{}"));
        return intent;
    }

    public Task<GatewayAnswer<string>> CreateCustomer(ContractorId contractor, string email, string key, CancellationToken cancel) =>
        Carry(() => GatewayAnswer<string>.Of(_keys.GetOrAdd(key, _ => Serial("cus"))));

    public async Task<GatewayAnswer<HostedCheckout>> CreateCheckout(CheckoutOrder order, string customerId, CancellationToken cancel)
    {
        if (Line is Line.Refusing) return GatewayAnswer<HostedCheckout>.Refused(Refusal.Other);
        Orders.Add(order);
        var answer = await Carry(() =>
        {
            if (!_keys.ContainsKey(order.Key) && order.ExpiresAt < clock.GetUtcNow().AddMinutes(30))
                return GatewayAnswer<HostedCheckout>.Refused(Refusal.ExpiryTooNear);
            var id = _keys.GetOrAdd(order.Key, _ => Serial("cs"));
            return GatewayAnswer<HostedCheckout>.Of(Sessions.GetOrAdd(id, _ => new HostedCheckout(
                id, HostedState.Open, $"https://pay.example/{id}", order.Purchase, order.Purchase.ToString(),
                new Money(order.Terms.Lines.Sum(line => line.Cents), order.Currency), null, customerId)));
        });
        if (Meanwhile is { } others && answer.Succeeded(out var session)) await others(session);
        return answer;
    }

    public Task<GatewayAnswer<HostedCheckout>> GetCheckout(string sessionId, CancellationToken cancel) => Carry(() => Find(Sessions, sessionId));

    public Task<GatewayAnswer<IReadOnlyList<HostedCheckout>>> ListCheckouts(string customerId, DateTimeOffset since, CancellationToken cancel) =>
        Carry(() => GatewayAnswer<IReadOnlyList<HostedCheckout>>.Of([.. Sessions.Values.Where(session => session.Customer == customerId)]));

    public Task<GatewayAnswer<HostedCheckout>> ExpireCheckout(string sessionId, string key, CancellationToken cancel) => Carry(() =>
        Sessions[sessionId].State is HostedState.Open
            ? GatewayAnswer<HostedCheckout>.Of(Sessions[sessionId] = Sessions[sessionId] with { State = HostedState.Expired, Url = null })
            : GatewayAnswer<HostedCheckout>.Refused(Refusal.Other));

    public Task<GatewayAnswer<HostedPayment>> GetPayment(string paymentIntent, CancellationToken cancel) => Carry(() => Find(Payments, paymentIntent));

    public Task<GatewayAnswer<IReadOnlySet<string>>> ListBilledPayments(string customerId, CancellationToken cancel) =>
        Carry(() => GatewayAnswer<IReadOnlySet<string>>.Of(Billed.Keys.ToHashSet(StringComparer.Ordinal)));

    public async Task<GatewayAnswer<HostedRefund>> Refund(RefundOrder order, CancellationToken cancel)
    {
        RefundOrders.Add(order);
        var answer = await Carry(() => Make(order));
        if (WhileRefunding is { } others && answer.Succeeded(out var made)) await others(made);
        return answer;
    }

    private GatewayAnswer<HostedRefund> Make(RefundOrder order)
    {
        lock (_keys)
        {
            if (_keys.TryGetValue(order.Key, out var made)) return GatewayAnswer<HostedRefund>.Of(Refunds[made]);
            if (Disputed.ContainsKey(order.PaymentIntent)) return GatewayAnswer<HostedRefund>.Refused(Refusal.Disputed);
            if (RefusesRefunds) return GatewayAnswer<HostedRefund>.Refused(Refusal.Other);
            var left = LeftOf(order.PaymentIntent);
            if (left == 0) return GatewayAnswer<HostedRefund>.Refused(Refusal.AlreadyRefunded);
            if (order.AmountCents > left) return GatewayAnswer<HostedRefund>.Refused(Refusal.Other);
            var id = _keys[order.Key] = Serial("re");
            return GatewayAnswer<HostedRefund>.Of(Refunds[id] = new HostedRefund(id, order.PaymentIntent, order.Id, order.AmountCents ?? left, RefundsAre));
        }
    }

    private long LeftOf(string intent) => Payments[intent].Captured.Cents
        - Refunds.Values.Where(refund => refund.PaymentIntent == intent && refund.State is not (RefundState.Failed or RefundState.Canceled)).Sum(refund => refund.AmountCents);

    public Task<GatewayAnswer<HostedRefund>> GetRefund(string stripeId, CancellationToken cancel) => Carry(() => Find(Refunds, stripeId));

    public Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefundsOfPayment(string paymentIntent, CancellationToken cancel) =>
        Carry(() => GatewayAnswer<IReadOnlyList<HostedRefund>>.Of([.. Refunds.Values.Where(refund => refund.PaymentIntent == paymentIntent)]));

    public Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefundsOfCharge(string charge, CancellationToken cancel) =>
        ListRefundsOfPayment(charge.Replace("ch", "pi", StringComparison.Ordinal), cancel);

    public Task<GatewayAnswer<IReadOnlyList<StripeEvent>>> ListUndelivered(DateTimeOffset since, CancellationToken cancel) =>
        Carry(() => GatewayAnswer<IReadOnlyList<StripeEvent>>.Of([.. _undelivered.Where(happened => happened.CreatedAt >= since)]));

    private static GatewayAnswer<T> Find<T>(ConcurrentDictionary<string, T> all, string id)
        where T : class =>
        all.TryGetValue(id, out var found) ? GatewayAnswer<T>.Of(found) : GatewayAnswer<T>.Refused(Refusal.Other);

    private Task<GatewayAnswer<T>> Carry<T>(Func<GatewayAnswer<T>> work)
        where T : class
    {
        if (Line is Line.Down) return Task.FromResult(GatewayAnswer<T>.Unknown);
        var answer = work();
        return Task.FromResult(Line is Line.Deaf ? GatewayAnswer<T>.Unknown : answer);
    }

    private string Serial(string prefix) => $"{prefix}_{Interlocked.Increment(ref _serial)}";
}
