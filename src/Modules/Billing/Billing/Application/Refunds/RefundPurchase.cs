using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Refunds;

internal sealed class RefundPurchaseValidator : AbstractValidator<RefundPurchase>
{
    public RefundPurchaseValidator() =>
        RuleFor(request => request.Cause).Matches("^[a-z][a-z0-9-]{0,39}$").WithErrorCode("billing.cause-invalid");
}

internal sealed class RefundPurchaseProcess(IMediator billing) : IProcessHandler<RefundPurchase>
{
    public async Task<Result> Handle(RefundPurchase request, CancellationToken cancellationToken)
    {
        var prepared = await billing.Send(new PrepareRefund(request.Purchase, request.Cause), cancellationToken);
        return prepared.IsFailure ? prepared.Error : await billing.Send(new SendRefund(prepared.Value), cancellationToken);
    }
}

/// <summary>Keeps a refund, and with its id the idempotency key, before Stripe hears of it.</summary>
internal sealed record PrepareRefund(PurchaseId Purchase, string Cause) : ICommand<RefundId>;

internal sealed class PrepareRefundHandler(ICheckouts checkouts, IPayments payments, TimeProvider clock)
    : ICommandHandler<PrepareRefund, RefundId>
{
    public async Task<Result<RefundId>> Handle(PrepareRefund request, CancellationToken cancellationToken)
    {
        await checkouts.Hold(request.Purchase, cancellationToken);
        if (await payments.FindRefund(request.Purchase, request.Cause, cancellationToken) is { } known) return known.Id;
        if (await payments.FindAccepted(request.Purchase, cancellationToken) is not { } payment) return BillingErrors.NothingToRefund;

        var refund = Refund.Of(payment, request.Cause, clock.GetUtcNow());
        payments.Add(refund);
        return refund.Id;
    }
}
