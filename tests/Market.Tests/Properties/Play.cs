using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Market.Tests.Properties;

/// <summary>Takes steps on a town through the modules' real requests, with what went wrong on the way; then lets everything calm down.</summary>
/// <param name="outcomes">How often each request was answered how: what was never done proves nothing.</param>
internal sealed class Play(Town town, SortedDictionary<string, int> outcomes)
{
    private static readonly ReturnAddresses Back = new(new Uri("https://site.example/paid"), new Uri("https://site.example/left"));
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(40), TimeSpan.FromHours(30)];
    private readonly List<StripeEvent> _unheard = [];
    private readonly List<StripeEvent> _heard = [];
    private int _serial;
    private int _troubledSteps;

    private Modules Modules => town.Modules;

    private FakeStripe Stripe => Modules.Stripe;

    /// <summary>Every Stripe event that was heard, to be told again.</summary>
    public IReadOnlyList<StripeEvent> Heard => _heard;

    public async Task Take(Step step)
    {
        if (--_troubledSteps <= 0) (Stripe.Line, Stripe.RefundsAre) = (Line.Up, RefundState.Succeeded);
        try
        {
            await Happens(step);
        }
        catch (HostDied)
        {
            // Nothing after that ran. What is in the database is all there is.
        }
    }

    /// <summary>Faults have stopped: Stripe answers, every event arrives, hosts live, and time passes.</summary>
    /// <param name="rounds">Five minutes each, at most; when nothing is under way any more there is nothing to wait for.</param>
    public async Task CalmDown(int rounds)
    {
        Modules.Frailty.Live();
        (Stripe.Line, Stripe.RefundsAre) = (Line.Up, RefundState.Succeeded);
        for (var round = 0; round < rounds; round++)
        {
            SettleRefunds();
            await Hear(_unheard.Count, _unheard);
            await Modules.Sweep();
            var delivered = await Modules.Deliver();
            while (await Modules.Deliver() > 0)
            {
            }

            if (round > 0 && delivered == 0 && (await town.Broken(Rules.AtTheEnd)).Count == 0) return;
            Modules.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    private Task Happens(Step step) => step.What switch
    {
        Happening.Unlock => Start(step, code: null, credits: false),
        Happening.UnlockWithCode => Start(step, code: step.How switch { < 5 => town.Code, < 9 => town.FreeCode, 9 => "-1", 10 => "RABAIS'; drop table", _ => $" {town.Code.ToLowerInvariant()} " }, credits: step.How % 2 == 0),
        Happening.UnlockWithCredits => Start(step, code: null, credits: true),
        Happening.PayOnPage => With(step, Unpaid, purchase => Pay(purchase, off: 0)),
        Happening.PayAnotherAmount => With(step, Unpaid, purchase => Pay(purchase, off: step.How - 6)),
        Happening.PayTwice => With(step, Anything, purchase => Pay(purchase, off: 0, alsoEnded: true)),
        Happening.HearStripe => Hear(1 + (step.How % 3), _unheard, lastFirst: step.How % 2 == 0),
        Happening.HearStripeAgain => Hear(1 + (step.How % 4), _heard, lastFirst: true),
        Happening.DeliverEvents => Modules.Deliver(),
        Happening.DeliverEventsBackwardsAndTwice => Modules.Deliver(newestFirst: true, again: true),
        Happening.Cancel => With(step, Unpaid, purchase => Ask(Actor.Contractor(purchase.Buyer), new CancelUnlock(purchase.Buyer, purchase.Unlock))),
        Happening.Sweep => Modules.Sweep(),
        Happening.Later => Later(Waits[step.How % Waits.Length]),
        Happening.Upgrade => With(step, PaidLead, purchase =>
            Ask(Actor.Contractor(purchase.Buyer), new StartUpgrade(purchase.Buyer, purchase.Unlock, Back, UseCredits: step.How % 3 == 0))),
        Happening.GiveBackWhole => With(step, Paid, purchase => Ask(Actor.Staff, new RefundUnlock(purchase.Unlock, "goodwill", ToCredit: step.How % 2 == 0))),
        Happening.GiveBackPart => With(step, Paid, purchase =>
            Ask(Actor.Staff, new RefundUnlock(purchase.Unlock, $"part-{step.How % 2}", ToCredit: step.How % 3 == 0, Cents: 100 + step.How))),
        Happening.Return => With(step, PaidLead, purchase => AskBack(step, purchase)),
        Happening.Dispute => With(step, Paid, purchase => Dispute(purchase, "needs_response")),
        Happening.EndDispute => With(step, Disputed, purchase => Dispute(purchase, step.How % 2 == 0 ? "won" : "lost")),
        Happening.EndRequest => Ask(Actor.Homeowner(town.Leads[step.Lead].Lead.Value), new CloseRequest(town.Leads[step.Lead].Lead)),
        Happening.ChangePlan => Gift(step),
        Happening.StripeFails => Trouble(step),
        Happening.HostDies => Frail(step),
        Happening.Intrude => With(step, Anything, Intrude),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.What, "Unknown."),
    };

    private static bool Anything(Purchase purchase) => true;

    private static bool Unpaid(Purchase purchase) => purchase.State is "reserved" or "opening" or "open" or "cancelling";

    private static bool Paid(Purchase purchase) => purchase.State is "paid";

    private static bool PaidLead(Purchase purchase) => purchase is { State: "paid", Kind: "lead" };

    private static bool Disputed(Purchase purchase) => purchase.State is "disputed";

    /// <summary>Does something to a purchase that it suits; now and then to whichever there is.</summary>
    private async Task With(Step step, Func<Purchase, bool> suited, Func<Purchase, Task> act)
    {
        var all = await town.Purchases();
        var some = all.Where(purchase => step.How == 0 || suited(purchase)).ToList();
        if (some.Count > 0) await act(some[((step.Who * Steps.Leads) + step.Lead) % some.Count]);
    }

    private ContractorId Who(Step step) => town.Contractors[step.Who];

    private Actor By(Step step) => Actor.Contractor(Who(step));

    private Task Start(Step step, string? code, bool credits) =>
        Ask(By(step), new StartUnlock(Who(step), town.Leads[step.Lead].Listing, code, Back, credits));

    /// <param name="alsoEnded">Also on a page that has ended: Stripe took the card a moment before, or the buyer paid in two windows.</param>
    private Task Pay(Purchase purchase, int off, bool alsoEnded = false)
    {
        if (Stripe.Sessions.Values.FirstOrDefault(session => session.Purchase?.Value == purchase.Id) is not { } session) return Task.CompletedTask;
        if (session.State is not HostedState.Open && !alsoEnded) return Task.CompletedTask;
        var intent = Stripe.Pay(session with { Total = session.Total with { Cents = Math.Max(1, session.Total.Cents + off) } });
        Says("checkout.session.completed", session.Id);
        Says("payment_intent.succeeded", intent);
        return Task.CompletedTask;
    }

    private async Task AskBack(Step step, Purchase purchase)
    {
        var by = Actor.Contractor(purchase.Buyer);
        if (step.How % 3 > 0) await Ask(by, new LogContactAttempt(purchase.Buyer, purchase.Unlock, Guid.NewGuid(), AttemptWay.Call, AttemptOutcome.OutOfService));
        await Ask(by, new RequestReturn(
            purchase.Buyer, purchase.Unlock, step.How % 4 == 0 ? "other" : "dead-phone", "Le numéro ne mène nulle part.", ToCredit: step.How % 2 == 0));
    }

    private Task Dispute(Purchase purchase, string status)
    {
        if (Stripe.Payments.Values.FirstOrDefault(payment => payment.Purchase == purchase.Unlock.AsPurchase()) is not { } payment) return Task.CompletedTask;
        var id = $"dp_{purchase.Id:N}";
        var opens = status is "needs_response";
        if (opens == Modules.Banks.Disputes.TryGetValue(id, out var known) || known?.Status is "won" or "lost") return Task.CompletedTask;
        Modules.Banks.Disputes[id] = new HostedDispute(id, payment.Id, payment.Captured, "fraudulent", status, Modules.Clock.Now, null, []);
        if (status is "won") Stripe.Disputed.TryRemove(payment.Id, out _);
        else Stripe.Disputed[payment.Id] = true;
        Says(opens ? "charge.dispute.created" : "charge.dispute.closed", id);
        return Task.CompletedTask;
    }

    private void Says(string type, string about) => _unheard.Add(new StripeEvent($"evt_{Guid.NewGuid():N}_{_serial++}", type, about, Modules.Clock.Now, "{}"));

    private async Task Hear(int count, List<StripeEvent> from, bool lastFirst = false)
    {
        foreach (var heard in (lastFirst ? Enumerable.Reverse(from) : from).Take(count).ToList())
        {
            await Modules.Send(Actor.System, new ReceiveStripeEvent(heard));
            if (!_unheard.Remove(heard)) continue;
            _heard.Add(heard);
        }
    }

    private void SettleRefunds()
    {
        foreach (var refund in Stripe.Refunds.Values.Where(refund => refund.State is RefundState.Pending))
        {
            Stripe.Refunds[refund.Id] = refund with { State = RefundState.Succeeded };
            Says("refund.updated", refund.Id);
        }
    }

    private async Task Gift(Step step)
    {
        var plan = Modules.Market.Plans[step.How % Modules.Market.Plans.Count].Key;
        if (!(await Modules.Send(Actor.System, new AssignPlan(Who(step), plan))).IsFailure) town.Plans[Who(step)] = plan;
    }

    private Task Trouble(Step step)
    {
        _troubledSteps = 2 + (step.How % 5);
        if (step.How is 11) Stripe.RefundsAre = RefundState.Pending;
        else Stripe.Line = (Line)(1 + (step.How % 3));
        return Task.CompletedTask;
    }

    private Task Frail(Step step)
    {
        Modules.Frailty.DieAfter(step.How * 2);
        return Task.CompletedTask;
    }

    private async Task Ask<TResponse>(Actor actor, IRequest<TResponse> request)
        where TResponse : IResult<TResponse>
    {
        var outcome = "died";
        try
        {
            var answer = await Modules.Send(actor, request);
            outcome = answer.IsFailure ? answer.Error.Code : "done";
        }
        finally
        {
            var said = $"{request.GetType().Name} {outcome}";
            outcomes[said] = outcomes.GetValueOrDefault(said) + 1;
        }
    }

    private Task Later(TimeSpan by)
    {
        Modules.Clock.Advance(by);
        return Task.CompletedTask;
    }

    private async Task Intrude(Purchase purchase)
    {
        var intruder = town.Contractors.First(contractor => contractor != purchase.Buyer);
        var (by, unlock) = (Actor.Contractor(intruder), purchase.Unlock);
        var before = await town.PictureOf(purchase.Buyer);
        (await Modules.Send(by, new GetUnlock(intruder, unlock))).IsFailure.ShouldBeTrue("I12");
        (await Modules.Send(by, new CancelUnlock(intruder, unlock))).IsFailure.ShouldBeTrue("I12");
        (await Modules.Send(by, new StartUpgrade(intruder, unlock, Back))).IsFailure.ShouldBeTrue("I12");
        (await Modules.Send(by, new RequestReturn(intruder, unlock, "other", "Rendez-moi l’argent.", ToCredit: true))).IsFailure.ShouldBeTrue("I12");
        // Saying that one is somebody else does not help: the database knows who asks.
        (await Modules.Send(by, new CancelUnlock(purchase.Buyer, unlock))).IsFailure.ShouldBeTrue("I12");
        (await town.PictureOf(purchase.Buyer)).ShouldBe(before, "I12: another's rows were touched");
    }
}
