using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Application.SweepUnlocks;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>Takes steps on a town, with what went wrong on the way; then lets everything calm down.</summary>
/// <param name="outcomes">How often each request was answered how: what was never done proves nothing.</param>
internal sealed partial class Play(TownModules modules, Outcomes outcomes)
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(40), TimeSpan.FromHours(30), TimeSpan.FromDays(11)];

    private static readonly string?[] Codes = [CouponCounter.Fifth, CouponCounter.Free, " cinquieme ", "-1", "RABAIS'; drop table", "ＣＩＮＱ"];
    private static readonly string[] Reasons = ["duplicate", "wrong-area", "wrong-service", "dead-phone", "no-answer", "other"];
    private int _troubledSteps;

    private Town Town => modules.Town;

    private PureStripe Stripe => modules.Stripe;

    public async Task Take(Step step)
    {
        if (--_troubledSteps <= 0) Mend();
        modules.Rise();
        await Happens(step);
    }

    /// <summary>Faults have stopped: Stripe answers, hosts live, banks decide, every event arrives, operators pay what cards did not take.</summary>
    /// <param name="rounds">Of one minute each, or of <paramref name="minutes"/>.</param>
    public async Task CalmDown(int rounds, int minutes = 1)
    {
        modules.Live();
        Mend();
        for (var round = 0; round < rounds; round++)
        {
            SettleWithStripe();
            await Ask(new SweepUnlocks());
            await Ask(new SweepReturns());
            await DeliverAll();
            Town.Clock.Now += TimeSpan.FromMinutes(minutes);
        }
    }

    private Task Happens(Step step) => step.What switch
    {
        Happening.Unlock => Start(step),
        Happening.UnlockWithCode => Start(step, code: Codes[step.How % Codes.Length], credits: step.How > 9),
        Happening.UnlockWithCredits => Start(step, credits: true),
        Happening.UnlockWithSavedCard => Start(step, card: true),
        Happening.HoldForNothing => step.How % 2 == 0
            ? HoldForNothing(() => Start(step))
            : With(step, unlock => unlock is { State: UnlockState.Paid, IsUpgrade: false }, unlock => HoldForNothing(() => Upgrade(unlock))),
        Happening.Upgrade => With(step, unlock => unlock is { State: UnlockState.Paid, IsUpgrade: false }, Upgrade),
        Happening.Pay => With(step, unlock => unlock.State is UnlockState.Open, unlock => Do(() => Stripe.Pay(unlock.Id.AsPurchase()))),
        Happening.PayAnotherAmount => With(step, OnPage, unlock => Do(() => Stripe.Pay(unlock.Id.AsPurchase(), off: step.How - 6))),
        Happening.PayAsSomebodyElse => With(step, OnPage, unlock => Do(() => Stripe.Pay(unlock.Id.AsPurchase(), matches: false))),
        Happening.PayTwice => With(step, Accepted, unlock => Do(() => Stripe.Pay(unlock.Id.AsPurchase()))),
        Happening.PayOnClosedPage => With(step, PageClosed, unlock => Do(() => Stripe.Pay(unlock.Id.AsPurchase()))),
        Happening.OrderBankDebit => With(step, OnPage, unlock => Do(() => Stripe.Debit(unlock.Id.AsPurchase()))),
        Happening.BankDebitEnds => With(step, Debited, unlock => Do(() => Stripe.EndDebit(unlock.Id.AsPurchase(), paid: step.How % 2 == 0))),
        Happening.PageExpires => With(step, OnPage, unlock => Do(() => Stripe.Expire(unlock.Id.AsPurchase()))),
        Happening.Cancel => With(step, unlock => unlock.EndedAt is null && unlock.PaidAt is null, unlock => Ask(new CancelUnlock(unlock.ContractorId, unlock.Id))),
        Happening.HearEvents => Hear(1 + (step.How % 4), lastFirst: false),
        Happening.HearEventsBackwards => Hear(1 + (step.How % 4), lastFirst: true),
        Happening.HearEventsAgain => HearAgain(step),
        Happening.Sweep => Sweep(),
        Happening.Later => Do(() => Town.Clock.Now += Waits[step.How % Waits.Length]),
        Happening.LogAttempt => With(step, PaidLead, unlock => Do(() =>
            Town.Tried(unlock.Id, step.How == 0 ? AttemptOutcome.Reached : step.How % 2 == 0 ? AttemptOutcome.OutOfService : AttemptOutcome.NoAnswer))),
        Happening.AskBack => With(step, PaidLead, unlock => AskBack(step, unlock)),
        Happening.Appeal => OfReturns(step, asked => asked.State is ReturnState.Denied, asked => Ask(new AppealReturn(asked.ContractorId, asked.Id, "Non."))),
        Happening.StaffDecide => OfReturns(
            step, asked => asked.State is ReturnState.Review or ReturnState.Appealed, asked => Ask(new DecideReturn(asked.Id, step.How % 2 == 0, "Vu."))),
        Happening.GiveBackWhole => With(step, Bought, unlock => Ask(new RefundUnlock(unlock.Id, $"goodwill-{step.How % 3}", ToCredit: step.How % 4 == 0))),
        Happening.GiveBackPart => With(step, Bought, unlock => GiveBackPart(step, unlock)),
        Happening.GiveBackInDashboard => With(step, Bought, unlock => Do(() => Stripe.RefundInDashboard(unlock.Id.AsPurchase(), step.How % 3 == 0 ? 100 : null))),
        Happening.RefundSettles => Do(() => SettleRefund(step)),
        Happening.Dispute => With(step, Accepted, unlock => Do(() => Stripe.OpenDispute(unlock.Id.AsPurchase()))),
        Happening.DisputeEnds => With(step, Contested, unlock => Do(() => Stripe.EndDispute(unlock.Id.AsPurchase(), won: step.How % 2 == 0))),
        Happening.CloseRequest => Ask(new CloseRequest(Town.Listings[step.Lead].LeadId)),
        Happening.WithdrawRequest => Ask(new WithdrawRequest(Town.Listings[step.Lead].LeadId)),
        Happening.EraseRequest => Ask(new EraseRequest(Town.Listings[step.Lead].LeadId)),
        Happening.ChangePlan => Do(() => ChangePlan(step)),
        Happening.Pause => Do(() => Pause(step)),
        Happening.StripeFails => Do(() => Trouble(step)),
        Happening.HostDies => Do(() => modules.DieAfter(step.How)),
        Happening.Intrude => With(step, _ => true, unlock => Intrude(step, unlock)),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.What, "Unknown."),
    };

    private static bool Bought(Unlock unlock) => unlock.PaidAt is not null && unlock.State is not UnlockState.Refunded;

    private static bool PaidLead(Unlock unlock) => unlock is { State: UnlockState.Paid, IsUpgrade: false };

    private bool OnPage(Unlock unlock) => Page(unlock) is CheckoutState.Open;

    private bool PageClosed(Unlock unlock) => Page(unlock) is CheckoutState.Closed;

    private bool Debited(Unlock unlock) => Page(unlock) is CheckoutState.Processing;

    private bool Accepted(Unlock unlock) => Page(unlock) is CheckoutState.Paid;

    private bool Contested(Unlock unlock) => Stripe.Tills.TryGetValue(unlock.Id.AsPurchase(), out var till) && till.Dispute is not null;

    private CheckoutState? Page(Unlock unlock) => Stripe.Tills.TryGetValue(unlock.Id.AsPurchase(), out var till) ? till.State : null;

    /// <summary>Does something to a purchase that it suits.</summary>
    private async Task With(Step step, Func<Unlock, bool> suited, Func<Unlock, Task> act)
    {
        var some = Town.Unlocks.FindAll(unlock => suited(unlock));
        if (some.Count > 0) await act(some[((step.Who * Town.Leads) + step.Lead) % some.Count]);
    }

    private async Task OfReturns(Step step, Predicate<LeadReturn> suited, Func<LeadReturn, Task> act)
    {
        var some = Town.Returns.FindAll(suited);
        if (some.Count > 0) await act(some[step.Who % some.Count]);
    }

    private Task Start(Step step, string? code = null, bool credits = false, bool card = false) => Ask(new StartUnlock(
        Town.Companies[step.Who].Id, Town.Listings[step.Lead].Id, code, Samples.ReturnTo, credits, new PaymentChoice(SavedCard: card)));

    private Task Upgrade(Unlock lead) => Ask(new StartUpgrade(lead.ContractorId, lead.Id, Samples.ReturnTo));

    private async Task AskBack(Step step, Unlock unlock) =>
        await Ask(new RequestReturn(unlock.ContractorId, unlock.Id, Reasons[step.How % Reasons.Length], "Le numéro ne mène nulle part.", ToCredit: step.How > 5));

    private Task GiveBackPart(Step step, Unlock unlock) =>
        Ask(new RefundUnlock(unlock.Id, $"part-{step.How % 2}", ToCredit: step.How % 3 == 0, Cents: step.How is 11 ? 100_000 : 100 + step.How));

    private async Task Sweep()
    {
        await Ask(new SweepUnlocks());
        modules.Rise();
        await Ask(new SweepReturns());
    }

    private async Task Intrude(Step step, Unlock unlock)
    {
        var by = Town.Companies[step.Who].Id;
        if (by == unlock.ContractorId) return;
        modules.Live();
        await Ask(new CancelUnlock(by, unlock.Id), intruding: true);
        await Ask(new StartUpgrade(by, unlock.Id, Samples.ReturnTo), intruding: true);
        await Ask(new RequestReturn(by, unlock.Id, "other", "À moi.", ToCredit: true), intruding: true);
        if (Town.Returns.Find(asked => asked.UnlockId == unlock.Id) is { } asked) await Ask(new AppealReturn(by, asked.Id, "À moi."), intruding: true);
    }

    private async Task Ask<TResponse>(IRequest<TResponse> request, bool intruding = false)
        where TResponse : IResult<TResponse>
    {
        var answer = await modules.Send(request);
        outcomes.Answered(request, answer.IsFailure ? answer.Error.Code : null);
        if (intruding && !answer.IsFailure) throw new BrokenInvariantException($"I12: {request} of another contractor was carried out");
    }

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
