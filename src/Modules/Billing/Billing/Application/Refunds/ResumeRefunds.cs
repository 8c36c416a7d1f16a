using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Takes up refunds that got no answer or whose host died, until Stripe has them.</summary>
internal sealed record ResumeRefunds : IProcess;

internal sealed class ResumeRefundsProcess(IMediator billing) : IProcessHandler<ResumeRefunds>
{
    public async Task<Result> Handle(ResumeRefunds request, CancellationToken cancellationToken)
    {
        var due = await billing.Send(new ListDueRefunds(), cancellationToken);
        if (!due.Succeeded(out var refunds)) return due.Error;

        foreach (var refund in refunds)
        {
            // Stripe still does not answer: the others would only wait for the same silence.
            var sent = await billing.Send(new SendRefund(refund), cancellationToken);
            if (sent.IsFailure && sent.Error == BillingErrors.StripeUnavailable) return Result.Success;
        }

        return Result.Success;
    }
}

/// <summary>Refunds whose next try is due, longest waiting first.</summary>
internal sealed record ListDueRefunds : IQuery<IReadOnlyList<RefundId>>;
