using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Tests.Ledger;

/// <summary>One host: does something random, often twice or several times at once, and does again later what it died over.</summary>
internal sealed class BusyHost(RandomMoney market, Random chance)
{
    private readonly List<PurchaseId> _open = [];
    private readonly List<PurchaseId> _closed = [];
    private readonly List<PurchaseId> _paid = [];
    private readonly Queue<Func<Task>> _died = [];

    private FakeStripe Stripe => market.Billing.Stripe;

    public async Task Work(int operations)
    {
        for (var i = 0; i < operations; i++) await (_died.Count > 3 ? _died.Dequeue()() : Next());
    }

    public async Task FinishWhatDied()
    {
        while (_died.TryDequeue(out var again)) await again();
    }

    private Task Next() => chance.Next(100) switch
    {
        < 25 => Open(),
        < 45 => Pay(off: 0),
        < 49 => Pay(off: chance.Next(1, 200)),
        < 55 => PayTwice(),
        < 63 => Close(),
        < 67 => PayLate(),
        < 77 => Give(),
        _ => Refund(),
    };

    private async Task Open()
    {
        var contractor = market.Contractors[chance.Next(market.Contractors.Count)];
        var purchase = new PurchaseId(Guid.CreateVersion7());
        market.Purchases[purchase] = contractor;
        var charge = LeadPricing.Charge(new Money(2900, "CAD"), chance.Next(4) == 0 ? chance.Next(2850) : 0, TestMarket.Taxes).Value;
        var request = new OpenCheckout(
            purchase, contractor, BillingTest.BilledTo, "fr", BillingTest.Label, charge,
            new ReturnAddresses(new Uri("https://site.example/paid"), new Uri("https://site.example/left")), UseCredits: chance.Next(3) > 0);
        await Repeat("open", Actor.Contractor(contractor), request);

        if (Stripe.Sessions.Values.Any(session => session.Purchase == purchase))
        {
            _open.Add(purchase);
            return;
        }

        await Repeat("settle", Actor.System, new SettleWithoutCard(purchase));
        _paid.Add(purchase);
    }

    private async Task Pay(int off)
    {
        if (Take(_open) is not { } purchase) return;
        var session = Stripe.SessionOf(purchase);
        await Capture(off == 0 ? "pay" : "mismatch", purchase, session with { Total = session.Total with { Cents = session.Total.Cents + off } });
        _paid.Add(purchase);
    }

    private async Task PayTwice()
    {
        if (_paid.Count == 0) return;
        var purchase = _paid[chance.Next(_paid.Count)];
        if (Stripe.Sessions.Values.SingleOrDefault(session => session.Purchase == purchase) is { } session) await Capture("pay-twice", purchase, session);
    }

    private async Task Close()
    {
        if (Take(_open) is not { } purchase) return;
        await Repeat("close", Actor.Contractor(market.Purchases[purchase]), new CloseCheckout(purchase));
        _closed.Add(purchase);
    }

    private async Task PayLate()
    {
        if (Take(_closed) is not { } purchase) return;
        await Capture("pay-late", purchase, Stripe.SessionOf(purchase));
        _paid.Add(purchase);
    }

    private Task Give() => Repeat("give", Actor.Staff, new GrantCredit(
        Guid.CreateVersion7(), market.Contractors[chance.Next(market.Contractors.Count)], chance.Next(1, 4000), "Geste commercial"));

    private Task Refund()
    {
        if (_paid.Count == 0) return Task.CompletedTask;
        var purchase = _paid[chance.Next(_paid.Count)];
        var way = chance.Next(2) == 0 ? RefundWay.Card : RefundWay.Credit;
        return Repeat($"refund-{way}", Actor.System, new RefundPurchase(purchase, $"goodwill-{chance.Next(4)}", way, chance.Next(2) == 0 ? null : chance.Next(1, 1500)));
    }

    private Task Capture(string what, PurchaseId purchase, HostedCheckout session)
    {
        var intent = Stripe.Pay(session);
        return Repeat(what, Actor.System, new ApplyCheckout(
            purchase, HostedState.Paid, session.Id, intent, session.Total, session.Customer, market.Billing.Clock.Now, EventId: null));
    }

    /// <summary>Sends a request once, or some times at once. A host that died over it sends it again later; refusals are answers.</summary>
    private async Task Repeat<TResponse>(string what, Actor actor, IRequest<TResponse> request)
        where TResponse : IResult<TResponse>
    {
        var all = await Task.WhenAll(Enumerable.Range(0, chance.Next(4) == 0 ? 3 : 1).Select(_ => Send(actor, request)));
        foreach (var outcome in all) market.Count($"{what} {outcome}");
        if (all.Contains("died")) _died.Enqueue(() => Repeat(what, actor, request));
    }

    private async Task<string> Send<TResponse>(Actor actor, IRequest<TResponse> request)
        where TResponse : IResult<TResponse>
    {
        try
        {
            var answer = await market.Billing.Send(actor, request);
            return answer.IsFailure ? answer.Error.Code : "done";
        }
        catch (HostDied)
        {
            return "died";
        }
    }

    private PurchaseId? Take(List<PurchaseId> from)
    {
        if (from.Count == 0) return null;
        var index = chance.Next(from.Count);
        var taken = from[index];
        from.RemoveAt(index);
        return taken;
    }
}
