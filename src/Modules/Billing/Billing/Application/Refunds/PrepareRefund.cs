using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Keeps a refund, and with its id the idempotency key, before Stripe hears of it. Gives credits at once where no card is needed.</summary>
internal sealed record PrepareRefund(PurchaseId Purchase, string Cause, RefundWay Way, long? Cents) : ICommand<PreparedRefund>;

/// <param name="ToSend">The card's part; null when Stripe has nothing to do.</param>
internal sealed record PreparedRefund(RefundId? ToSend, RefundView View);

internal sealed class PrepareRefundHandler(
    ICheckouts checkouts, IPayments payments, IRefunds refunds, IDisputes disputes, IAlarms alarms, TimeProvider clock)
    : ICommandHandler<PrepareRefund, PreparedRefund>
{
    public async Task<Result<PreparedRefund>> Handle(PrepareRefund request, CancellationToken cancellationToken)
    {
        // Refunds of one purchase take turns from here on: together they never give back more than was paid.
        await checkouts.Hold(request.Purchase, cancellationToken);
        if (await refunds.FindSettled(request.Purchase, cancellationToken) is not { } settled) return BillingErrors.NothingToRefund;

        var known = await refunds.OfPurchase(request.Purchase, cancellationToken);
        var asked = known.Where(refund => refund.AskedAs == request.Cause).ToList();
        if (asked.Exists(refund => !refund.WasRefused)) return await Standing(request.Cause, settled, cancellationToken);

        if ((await disputes.OfPurchase(request.Purchase, cancellationToken)).Any(dispute => dispute.HoldsMoney && dispute.PaymentIntent == settled.PaymentIntent))
            return BillingErrors.Disputed;
        if (settled.PaymentIntent is { } intent && !await refunds.IsBooked(intent, cancellationToken)) return BillingErrors.PaymentNotBooked;

        var left = settled.Left(known);
        var wanted = request.Cents ?? left.TotalCents;
        if (left.TotalCents == 0) return BillingErrors.NothingToRefund;
        if (wanted > left.TotalCents) return BillingErrors.RefundTooLarge;

        // The card first: what was paid with credits goes back to credits.
        var card = request.Way is RefundWay.Card ? Math.Min(wanted, left.CardCents) : 0;
        await Keep(request, settled, asked, card, wanted - card, cancellationToken);
        await Forgive(known, left.TotalCents - wanted, cancellationToken);
        return await Standing(request.Cause, settled, cancellationToken);
    }

    private async Task Keep(PrepareRefund request, SettledPurchase settled, List<Refund> refused, long card, long credit, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (card > 0)
        {
            if (refused.Find(refund => refund.Way is RefundWay.Card) is { } again) again.AskAgain(card, now);
            else refunds.Add(Refund.ToCard((await payments.Find(settled.PaymentIntent!, cancel))!, FreeCause(request.Cause, refused), card, now));
        }

        if (credit == 0) return;
        var part = refused.Find(refund => refund.Way is RefundWay.Credit);
        if (part is not null) part.AskAgain(credit, now);
        else refunds.Add(part = Refund.ToCredit(
            settled.Purchase, settled.Contractor, card > 0 ? Refund.CreditPartOf(request.Cause) : FreeCause(request.Cause, refused), new Money(credit, settled.Currency), now));

        // Beside a card's part the credits wait for Stripe to take that on.
        if (card == 0) part.Credit(now);
    }

    // A refused try of the same word may stand under it, and another way takes the other name.
    private static string FreeCause(string cause, List<Refund> refused) =>
        refused.Exists(refund => refund.Cause == cause) ? Refund.CreditPartOf(cause) : cause;

    // What failed before it was back is given back by this one, as far as nothing is left for it.
    private async Task Forgive(IReadOnlyList<Refund> known, long stillLeft, CancellationToken cancel)
    {
        foreach (var failed in known.Where(refund => refund is { Owed: true, SucceededAt: null } && refund.AmountCents > stillLeft))
        {
            failed.NoLongerOwed();
            await alarms.Clear(OperatorAlarms.RefundFailed, failed.Id.ToString(), cancel);
        }
    }

    private async Task<Result<PreparedRefund>> Standing(string cause, SettledPurchase settled, CancellationToken cancel)
    {
        var all = await refunds.OfPurchase(settled.Purchase, cancel);
        var toSend = all.FirstOrDefault(refund => refund is { Way: RefundWay.Card, State: RefundState.Requested } && refund.AskedAs == cause);
        return new PreparedRefund(toSend?.Id, RefundStanding.Of(cause, settled, all));
    }
}
