using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>What is left to send of a refund. Notes the try.</summary>
internal sealed record TakeRefund(RefundId Refund) : ICommand<TakenRefund>;

/// <param name="Order">Null once Stripe has answered.</param>
/// <param name="PaymentCents">What the payment captured.</param>
internal sealed record TakenRefund(RefundView View, RefundOrder? Order, long PaymentCents, bool KeyMayBeForgotten);

internal sealed class TakeRefundHandler(ICheckouts checkouts, IPayments payments, IRefunds refunds, TimeProvider clock)
    : ICommandHandler<TakeRefund, TakenRefund>
{
    // Stripe may forget a key after 24 h. https://docs.stripe.com/api/idempotent_requests
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(23);

    public async Task<Result<TakenRefund>> Handle(TakeRefund request, CancellationToken cancellationToken)
    {
        if (await refunds.FindPurchase(request.Refund, cancellationToken) is not { } purchase) return BillingErrors.RefundNotFound;
        await checkouts.Hold(purchase, cancellationToken);
        var all = await refunds.OfPurchase(purchase, cancellationToken);
        var refund = all.Single(row => row.Id == request.Refund);
        var settled = await refunds.FindSettled(purchase, cancellationToken) ?? SettledPurchase.Free(refund);

        var now = clock.GetUtcNow();
        var view = RefundStanding.Of(refund.AskedAs, settled, all);
        if (refund is not { State: RefundState.Requested, PaymentIntent: { } intent, IdempotencyKey: { } key, KeyedAt: { } since })
            return new TakenRefund(view, Order: null, 0, KeyMayBeForgotten: false);

        if (refund.Waits(now)) return BillingErrors.StripeUnavailable;
        if (!await refunds.IsBooked(intent, cancellationToken)) return BillingErrors.PaymentNotBooked;
        refund.CountTry(now);
        var payment = (await payments.Find(intent, cancellationToken))!;
        var whole = refund.AmountCents == payment.AmountCents;
        var order = new RefundOrder(
            refund.Id, purchase, intent, key, refund.Cause.StartsWith(Refund.SecondPayment, StringComparison.Ordinal), whole ? null : refund.AmountCents);
        return new TakenRefund(view, order, payment.AmountCents, now >= since + KeyLife);
    }
}
