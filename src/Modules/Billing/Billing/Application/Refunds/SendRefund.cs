using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Has Stripe make a kept refund. Bears any repeat: the key is in the row.</summary>
internal sealed record SendRefund(RefundId Refund) : IProcess;

internal sealed class SendRefundProcess(IMediator billing, IPaymentGateway gateway, ILogger<SendRefundProcess> log) : IProcessHandler<SendRefund>
{
    public async Task<Result> Handle(SendRefund request, CancellationToken cancellationToken)
    {
        var read = await billing.Send(new ReadRefund(request.Refund), cancellationToken);
        if (!read.Succeeded(out var refund)) return read.Error;
        if (refund.Order is not { } order) return Result.Success;

        var answer = await gateway.Refund(order, cancellationToken);
        if (answer.Refusal is Refusal.AlreadyRefunded) return await Reconcile(order, cancellationToken);
        if (answer.Succeeded(out var made)) return await billing.Send(new AnswerRefund(order.Purchase, order.Id, made.Id, made.State), cancellationToken);

        if (!answer.IsUnknown) log.LogError("Stripe refuses refund {Refund} of purchase {Purchase}.", order.Id, order.Purchase);
        return BillingErrors.StripeUnavailable;
    }

    // The money is back already: by an earlier try whose answer was lost, or by somebody in Stripe's dashboard.
    private async Task<Result> Reconcile(RefundOrder order, CancellationToken cancel)
    {
        var listed = await gateway.ListRefundsOfPayment(order.PaymentIntent, cancel);
        if (!listed.Succeeded(out var refunds)) return BillingErrors.StripeUnavailable;
        var ours = refunds.FirstOrDefault(refund => refund.Refund == order.Id);
        return await billing.Send(new AnswerRefund(order.Purchase, order.Id, ours?.Id, ours?.State ?? RefundState.Needless), cancel);
    }
}

/// <summary>What is left to send of a refund.</summary>
internal sealed record ReadRefund(RefundId Refund) : IQuery<RefundToSend>;

/// <param name="Order">Null once Stripe has answered.</param>
internal sealed record RefundToSend(RefundOrder? Order);

/// <summary>Keeps Stripe's answer to our own request.</summary>
/// <param name="StripeId">Null when another refund had done it.</param>
internal sealed record AnswerRefund(PurchaseId Purchase, RefundId Refund, string? StripeId, RefundState State) : ICommand;

internal sealed class AnswerRefundHandler(ICheckouts checkouts, IPayments payments, TimeProvider clock) : ICommandHandler<AnswerRefund>
{
    public async Task<Result> Handle(AnswerRefund request, CancellationToken cancellationToken)
    {
        await checkouts.Hold(request.Purchase, cancellationToken);
        var refund = await payments.FindRefund(request.Refund, cancellationToken)
            ?? throw new InvalidOperationException($"Refund {request.Refund} is not kept.");

        // The webhook may have been faster and know more.
        if (refund.State is RefundState.Requested) refund.Answer(request.StripeId, request.State, clock.GetUtcNow());
        return Result.Success;
    }
}
