using LeadMarket.Billing.Application.Ports;
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
/// <param name="cancel">The market takes too long: no other step begins.</param>
internal sealed partial class Play(Town town, SortedDictionary<string, int> outcomes, CancellationToken cancel)
{
    private static readonly ReturnAddresses Back = new(new Uri("https://site.example/paid"), new Uri("https://site.example/left"));
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(40), TimeSpan.FromHours(30)];
    private int _troubledSteps;

    private Modules Modules => town.Modules;

    private FakeStripe Stripe => Modules.Stripe;

    public async Task Take(Step step)
    {
        cancel.ThrowIfCancellationRequested();
        if (--_troubledSteps <= 0) Modules.StripeIsWell();
        try
        {
            await Happens(step);
        }
        catch (HostDied)
        {
            // Nothing after that ran. What is in the database is all there is.
        }

        while (Modules.Cards.TakePaid(out var intent))
        {
            Says("payment_intent.succeeded", intent!);
            Count("a kept card paid");
        }
    }

    /// <summary>Faults have stopped: Stripe answers, every event arrives, hosts live, and time passes.</summary>
    /// <param name="rounds">Five minutes each, at most; when nothing is under way any more there is nothing to wait for.</param>
    /// <param name="ended">The rules that hold once nothing is.</param>
    public async Task CalmDown(int rounds, string ended)
    {
        Modules.Frailty.Live();
        Modules.StripeIsWell();
        for (var round = 0; round < rounds; round++)
        {
            SettleRefunds();
            await Hear(_unheard.Count, _unheard);
            await Modules.Sweep();
            var delivered = await DeliverAll();
            if (round > 0 && delivered == 0 && (await town.Broken(ended)).Count == 0) return;
            Modules.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    /// <summary>Delivers until nothing is delivered any more.</summary>
    /// <returns>How many went through.</returns>
    public async Task<int> DeliverAll()
    {
        var (all, some) = (0, 0);
        do
        {
            cancel.ThrowIfCancellationRequested();
            all += some = await Modules.Deliver();
        }
        while (some > 0);
        return all;
    }

    private Task Happens(Step step) => step.What switch
    {
        Happening.Unlock => Start(step, code: null, credits: false),
        Happening.UnlockWithCode => Start(step, code: step.How switch { < 5 => town.Code, < 9 => town.FreeCode, 9 => "-1", 10 => "RABAIS'; drop table", _ => $" {town.Code.ToLowerInvariant()} " }, credits: step.How % 2 == 0),
        Happening.UnlockWithCredits => Start(step, code: null, credits: true),
        Happening.UnlockWithSavedCard => Start(step, code: null, credits: step.How % 3 == 0, card: true),
        Happening.PayOnPage => With(step, Unpaid, purchase => Pay(purchase, off: 0)),
        Happening.PayAnotherAmount => With(step, Unpaid, purchase => Pay(purchase, off: step.How - 6)),
        Happening.PayTwice => With(step, Anything, purchase => Pay(purchase, off: 0, alsoEnded: true)),
        Happening.PageExpires => With(step, Unpaid, PageExpires),
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
        Happening.Appeal => With(step, purchase => purchase.Return is "denied", purchase => Ask(By(purchase), new AppealReturn(purchase.Buyer, purchase.AskedBack, "Non."))),
        Happening.StaffDecide => With(step, purchase => purchase.Return is "review" or "appealed", purchase =>
            Ask(Actor.Staff, new DecideReturn(purchase.AskedBack, step.How % 2 == 0, "Vu."))),
        Happening.Dispute => With(step, Paid, purchase => Dispute(purchase, "needs_response")),
        Happening.EndDispute => With(step, IsDisputed, purchase => Dispute(purchase, step.How % 2 == 0 ? "won" : "lost")),
        Happening.EndRequest => EndRequest(step, town.Leads[step.Lead].Lead),
        Happening.WithdrawFromBuyer => With(step, PaidLead, purchase => Ask(town.OwnerOf(purchase), new WithdrawFromBuyer(town.LeadOf(purchase), purchase.Unlock))),
        Happening.Pause => step.How % 3 == 0 ? Ask(By(step), new PauseLeads(Who(step))) : Ask(By(step), new ResumeLeads(Who(step))),
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

    /// <summary>Does something to a purchase that it suits; now and then to whichever there is.</summary>
    private async Task With(Step step, Func<Purchase, bool> suited, Func<Purchase, Task> act)
    {
        var all = await town.Purchases();
        var some = all.Where(purchase => step.How == 0 || suited(purchase)).ToList();
        if (some.Count > 0) await act(some[((step.Who * Steps.Leads) + step.Lead) % some.Count]);
    }

    private ContractorId Who(Step step) => town.Contractors[step.Who];

    private Actor By(Step step) => Actor.Contractor(Who(step));

    private static Actor By(Purchase purchase) => Actor.Contractor(purchase.Buyer);


    private Task Start(Step step, string? code, bool credits, bool card = false) =>
        Ask(By(step), new StartUnlock(Who(step), town.Leads[step.Lead].Listing, code, Back, credits, new PaymentChoice(SavedCard: card)));

    private Task EndRequest(Step step, LeadId lead) => step.How switch
    {
        < 4 => Ask(Actor.Homeowner(lead.Value), new CloseRequest(lead)),
        < 8 => Ask(Actor.Homeowner(lead.Value), new WithdrawRequest(lead)),
        _ => Ask(Actor.Homeowner(lead.Value), new EraseRequest(lead)),
    };

    private async Task AskBack(Step step, Purchase purchase)
    {
        var by = Actor.Contractor(purchase.Buyer);
        if (step.How % 3 > 0) await Ask(by, new LogContactAttempt(purchase.Buyer, purchase.Unlock, Guid.NewGuid(), AttemptWay.Call, AttemptOutcome.OutOfService));
        await Ask(by, new RequestReturn(
            purchase.Buyer, purchase.Unlock, step.How % 4 == 0 ? "other" : "dead-phone", "Le numéro ne mène nulle part.", ToCredit: step.How % 2 == 0));
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
            Count($"{request.GetType().Name} {outcome}");
        }
    }

    private void Count(string said) => outcomes[said] = outcomes.GetValueOrDefault(said) + 1;

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
