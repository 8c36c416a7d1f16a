using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Takes up openings that got no answer or whose host died, until they are open or can no longer be.</summary>
internal sealed record ResumeOpenings : IProcess;

internal sealed class ResumeOpeningsProcess(IMediator billing) : IProcessHandler<ResumeOpenings>
{
    public async Task<Result> Handle(ResumeOpenings request, CancellationToken cancellationToken)
    {
        var due = await billing.Send(new ListDueOpenings(), cancellationToken);
        if (!due.Succeeded(out var openings)) return due.Error;

        foreach (var opening in openings)
        {
            if (!await Resume(opening, cancellationToken)) return Result.Success;
        }

        return Result.Success;
    }

    /// <summary>False when Stripe still does not answer: the others would only wait for the same silence.</summary>
    private async Task<bool> Resume(DueOpening opening, CancellationToken cancel)
    {
        if (opening.ToClose)
        {
            var closed = await billing.Send(new CloseCheckout(opening.Purchase), cancel);
            return !closed.IsFailure;
        }

        var continued = await billing.Send(new ContinueOpening(opening.Purchase), cancel);
        return !continued.IsFailure || continued.Error != BillingErrors.StripeUnavailable;
    }
}

/// <summary>Openings whose next try is due, longest waiting first.</summary>
internal sealed record ListDueOpenings : IQuery<IReadOnlyList<DueOpening>>;

/// <param name="ToClose">Somebody asked for its end, or its time is over.</param>
internal sealed record DueOpening(PurchaseId Purchase, bool ToClose);
