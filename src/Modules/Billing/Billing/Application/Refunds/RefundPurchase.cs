using FluentValidation;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Refunds;

internal sealed class RefundPurchaseValidator : AbstractValidator<RefundPurchase>
{
    public RefundPurchaseValidator()
    {
        RuleFor(request => request.Cause).Matches("^[a-z][a-z0-9-]{0,39}$").WithErrorCode("billing.cause-invalid");
        RuleFor(request => request.Cents).GreaterThan(0).WithErrorCode("billing.amount-invalid");
    }
}

internal sealed class RefundPurchaseProcess(IMediator billing) : IProcessHandler<RefundPurchase, RefundView>
{
    public async Task<Result<RefundView>> Handle(RefundPurchase request, CancellationToken cancellationToken)
    {
        var prepared = await billing.Send(new PrepareRefund(request.Purchase, request.Cause, request.Way, request.Cents), cancellationToken);
        if (!prepared.Succeeded(out var refund)) return prepared.Error;
        return refund.ToSend is { } toSend ? await billing.Send(new SendRefund(toSend), cancellationToken) : refund.View;
    }
    // From here on ResumeRefunds owns whatever a crash leaves half done.
}
