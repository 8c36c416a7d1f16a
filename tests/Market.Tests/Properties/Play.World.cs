using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Market.Tests.Properties;

/// <content>The rest of the world: buyers on Stripe's page, banks, events on their way, plans, faults.</content>
internal sealed partial class Play
{
    private readonly List<StripeEvent> _unheard = [];
    private readonly List<StripeEvent> _heard = [];
    private int _serial;

    /// <summary>Every Stripe event that was heard, to be told again.</summary>
    public IReadOnlyList<StripeEvent> Heard => _heard;

    /// <summary>Money that is to go back and is held by a dispute gets its decision: half of them won, half lost. The other disputes go on.</summary>
    public async Task BanksDecide()
    {
        foreach (var purchase in (await town.Purchases()).Where(purchase => IsDisputed(purchase) && (purchase.State is not "disputed" || purchase.Returned)))
            await Dispute(purchase, _serial % 2 == 0 ? "won" : "lost");
    }

    /// <param name="alsoEnded">Also on a page that has ended: Stripe took the card a moment before, or the buyer paid in two windows.</param>
    private Task Pay(Purchase purchase, int off, bool alsoEnded = false)
    {
        if (Stripe.Sessions.Values.Where(session => session.Purchase?.Value == purchase.Id).MinBy(session => Number(session.Id)) is not { } session) return Task.CompletedTask;
        if (session.State is not HostedState.Open && !alsoEnded) return Task.CompletedTask;
        var intent = Stripe.Pay(session with { Total = session.Total with { Cents = Math.Max(1, session.Total.Cents + off) } });
        Says("checkout.session.completed", session.Id);
        Says("payment_intent.succeeded", intent);
        return Task.CompletedTask;
    }

    private Task PageExpires(Purchase purchase)
    {
        foreach (var session in Stripe.Sessions.Values.Where(session => session.Purchase?.Value == purchase.Id && session.State is HostedState.Open).ToList())
        {
            Stripe.Sessions[session.Id] = session with { State = HostedState.Expired, Url = null };
            Says("checkout.session.expired", session.Id);
        }

        return Task.CompletedTask;
    }

    private bool IsDisputed(Purchase purchase) => Modules.Banks.Disputes.TryGetValue(DisputeOf(purchase), out var known) && known.Status is "needs_response";

    private static string DisputeOf(Purchase purchase) => $"dp_{purchase.Id:N}";

    private Task Dispute(Purchase purchase, string status)
    {
        if (Stripe.Payments.Values.Where(payment => payment.Purchase == purchase.Unlock.AsPurchase()).MinBy(payment => Number(payment.Id)) is not { } payment) return Task.CompletedTask;
        var id = DisputeOf(purchase);
        var opens = status is "needs_response";
        if (opens == Modules.Banks.Disputes.TryGetValue(id, out var known) || known?.Status is "won" or "lost") return Task.CompletedTask;
        // What the bank takes when it opens one, and gives back when it is won, moves Stripe's balance.
        List<BalanceTransaction> moved = [.. known?.Movements ?? [Moved("dispute", id, -payment.Captured.Cents)]];
        if (status is "won") moved.Add(Moved("dispute_reversal", id, payment.Captured.Cents));
        Modules.Banks.Disputes[id] = new HostedDispute(id, payment.Id, payment.Captured, "fraudulent", status, known?.OpenedAt ?? Modules.Clock.Now, null, moved);
        if (status is "won") Stripe.Disputed.TryRemove(payment.Id, out _);
        else Stripe.Disputed[payment.Id] = true;
        Says(opens ? "charge.dispute.created" : "charge.dispute.closed", id);
        return Task.CompletedTask;
    }

    private BalanceTransaction Moved(string category, string dispute, long cents) => new(
        $"txn_{category}_{dispute}", "adjustment", category, dispute, cents, FeeCents: 0, cents, Modules.Market.Currency, Modules.Clock.Now, Modules.Clock.Now);

    private void Says(string type, string about) => _unheard.Add(new StripeEvent($"evt_{town.Code}_{_serial++}", type, about, Modules.Clock.Now, "{}"));

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
        foreach (var refund in Stripe.Refunds.Values.Where(refund => refund.State is RefundState.Pending).OrderBy(refund => Number(refund.Id)))
        {
            Stripe.Refunds[refund.Id] = refund with { State = RefundState.Succeeded };
            Says("refund.updated", refund.Id);
        }
    }

    // Stripe's ids are numbered here. A dictionary of strings is walked in another order by each process.
    private static int Number(string id) => int.Parse(id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    private async Task Gift(Step step)
    {
        var plan = Modules.Market.Plans[step.How % Modules.Market.Plans.Count].Key;
        if (!(await Modules.Send(Actor.System, new AssignPlan(Who(step), plan))).IsFailure) town.Plans[Who(step)] = plan;
    }

    private Task Trouble(Step step)
    {
        _troubledSteps = 2 + (step.How % 5);
        if (step.How is 11) Stripe.RefundsAre = RefundState.Pending;
        else if (step.How > 6) Modules.Cards.Declines = step.How % 2 == 0 ? Refusal.InsufficientFunds : Refusal.AuthenticationRequired;
        else Stripe.Line = (Line)(1 + (step.How % 3));
        return Task.CompletedTask;
    }

    private Task Frail(Step step)
    {
        Modules.Frailty.DieAfter(step.How * 2);
        return Task.CompletedTask;
    }

    private Task Later(TimeSpan by)
    {
        Modules.Clock.Advance(by);
        return Task.CompletedTask;
    }
}
