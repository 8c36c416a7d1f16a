using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Stripe refuses a refund with a reason that may pass: operators are told once, and nobody asks again before its next try.</summary>
internal sealed record PutOffRefund(RefundId Refund) : ICommand;

internal sealed class PutOffRefundHandler(ICheckouts checkouts, IRefunds refunds, IAlarms alarms, TimeProvider clock) : ICommandHandler<PutOffRefund>
{
    public async Task<Result> Handle(PutOffRefund request, CancellationToken cancellationToken)
    {
        if (await refunds.FindPurchase(request.Refund, cancellationToken) is not { } purchase) return BillingErrors.RefundNotFound;
        await checkouts.Hold(purchase, cancellationToken);
        var refund = (await refunds.OfPurchase(purchase, cancellationToken)).Single(row => row.Id == request.Refund);
        if (refund.State is not RefundState.Requested) return Result.Success;

        refund.PutOff(clock.GetUtcNow());
        await alarms.Raise(
            OperatorAlarms.RefundFailed, refund.Id.ToString(),
            $"Stripe refuses the refund of {refund.AmountCents} cents {refund.Currency} of {refund.PaymentIntent}; it is asked for again.", purchase, cancellationToken);
        return Result.Success;
    }
}

/// <summary>Gives a refund a new key, once Stripe may have forgotten the old one and made nothing with it.</summary>
internal sealed record RenewRefundKey(RefundId Refund, string Old) : ICommand<string>;

internal sealed class RenewRefundKeyHandler(ICheckouts checkouts, IRefunds refunds, TimeProvider clock) : ICommandHandler<RenewRefundKey, string>
{
    public async Task<Result<string>> Handle(RenewRefundKey request, CancellationToken cancellationToken)
    {
        if (await refunds.FindPurchase(request.Refund, cancellationToken) is not { } purchase) return BillingErrors.RefundNotFound;
        await checkouts.Hold(purchase, cancellationToken);
        var refund = (await refunds.OfPurchase(purchase, cancellationToken)).Single(row => row.Id == request.Refund);
        refund.TakeNewKey(request.Old, clock.GetUtcNow());
        return refund.IdempotencyKey!;
    }
}
