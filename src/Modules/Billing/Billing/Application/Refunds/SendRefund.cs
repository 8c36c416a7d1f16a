using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Has Stripe make a kept refund. Bears any repeat: the key is in the row.</summary>
internal sealed record SendRefund(RefundId Refund) : IProcess<RefundView>;

internal sealed class SendRefundProcess(IMediator billing, IPaymentGateway gateway, ILogger<SendRefundProcess> log)
    : IProcessHandler<SendRefund, RefundView>
{
    public async Task<Result<RefundView>> Handle(SendRefund request, CancellationToken cancellationToken)
    {
        var taken = await billing.Send(new TakeRefund(request.Refund), cancellationToken);
        if (!taken.Succeeded(out var refund)) return taken.Error;
        if (refund.Order is not { } order) return refund.View;

        // To Stripe a forgotten key is a new one: what it made must be looked for, not made again.
        if (refund.KeyMayBeForgotten)
        {
            var listed = await gateway.ListRefundsOfPayment(order.PaymentIntent, cancellationToken);
            if (!listed.Succeeded(out var known)) return BillingErrors.StripeUnavailable;
            if (Ours(known, order) is { } earlier) return await billing.Send(new AnswerRefund(order.Id, earlier), cancellationToken);

            // It made none: with a new key, or a refusal that it still remembers would be answered for ever.
            var keyed = await billing.Send(new RenewRefundKey(order.Id, order.Key), cancellationToken);
            if (!keyed.Succeeded(out var key)) return keyed.Error;
            order = order with { Key = key };
        }

        var answer = await gateway.Refund(order, cancellationToken);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        return answer.Succeeded(out var made)
            ? await billing.Send(new AnswerRefund(order.Id, made), cancellationToken)
            : await Reconcile(order, refund.PaymentCents, answer.Refusal!.Value, cancellationToken);
    }

    // Refused for certain. Either the money is back already, by an earlier try whose answer was lost or by somebody in Stripe's
    // dashboard, or it cannot go back now.
    private async Task<Result<RefundView>> Reconcile(RefundOrder order, long paymentCents, Refusal refusal, CancellationToken cancel)
    {
        var listed = await gateway.ListRefundsOfPayment(order.PaymentIntent, cancel);
        if (!listed.Succeeded(out var known)) return BillingErrors.StripeUnavailable;
        if (Ours(known, order) is { } earlier) return await billing.Send(new AnswerRefund(order.Id, earlier), cancel);

        // The others' refunds may be news too.
        var heard = await billing.Send(new ApplyRefunds(known, EventId: null), cancel);
        if (heard.IsFailure) return heard.Error;
        if (refusal is Refusal.AlreadyRefunded) return await billing.Send(new DropRefund(order.Id, Needless: true), cancel);

        var left = paymentCents - known.Where(refund => refund.State is not (RefundState.Failed or RefundState.Canceled)).Sum(refund => refund.AmountCents);
        var error = refusal is Refusal.Disputed ? BillingErrors.Disputed : left < (order.AmountCents ?? paymentCents) ? BillingErrors.RefundTooLarge : null;
        if (error is null)
        {
            log.LogError("Stripe refuses refund {Refund} of purchase {Purchase}.", order.Id, order.Purchase);
            var putOff = await billing.Send(new PutOffRefund(order.Id), cancel);
            return putOff.IsFailure ? putOff.Error : BillingErrors.StripeUnavailable;
        }

        var dropped = await billing.Send(new DropRefund(order.Id, Needless: false), cancel);
        return dropped.IsFailure ? dropped : error;
    }

    private static HostedRefund? Ours(IReadOnlyList<HostedRefund> refunds, RefundOrder order) =>
        refunds.FirstOrDefault(refund => refund.Refund == order.Id && refund.State is not (RefundState.Failed or RefundState.Canceled))
        ?? refunds.FirstOrDefault(refund => refund.Refund == order.Id);
}
