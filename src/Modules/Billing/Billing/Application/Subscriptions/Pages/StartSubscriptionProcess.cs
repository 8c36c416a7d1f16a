using LeadMarket.Billing.Application.Subscriptions.Views;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Pages;

internal sealed class StartSubscriptionProcess(IMediator billing) : IProcessHandler<StartSubscription, SubscriptionView>
{
    // One page may have to go; a second one to go was opened in the same moment by the same person.
    private const int MostPagesToClose = 2;

    public async Task<Result<SubscriptionView>> Handle(StartSubscription request, CancellationToken cancellationToken)
    {
        for (var closed = 0; ; closed++)
        {
            var prepared = await billing.Send(
                new PrepareSubscription(request.Contractor, request.BilledTo, request.Locale, request.Plan, request.ReturnTo), cancellationToken);
            if (!prepared.Succeeded(out var page)) return prepared.Error;
            if (!page.MustClose) return await Open(page, request.Contractor, cancellationToken);
            if (closed == MostPagesToClose) return BillingErrors.StripeUnavailable;

            var close = await billing.Send(new ClosePage(page.Id), cancellationToken);
            if (close.IsFailure) return close.Error;
        }
    }

    private async Task<Result<SubscriptionView>> Open(PreparedSubscription page, ContractorId contractor, CancellationToken cancel)
    {
        if (page.State is SubscriptionState.Opening)
        {
            var continued = await billing.Send(new ContinuePage(page.Id), cancel);
            // Closed from another tab in this moment: asking again begins anew.
            if (continued.IsFailure && continued.Error == BillingErrors.CheckoutClosed) return BillingErrors.StripeUnavailable;
            // Without an answer it stays opening, and is shown as that.
            if (continued.IsFailure && continued.Error != BillingErrors.StripeUnavailable) return continued.Error;
        }

        return await billing.Send(new ShowSubscription(contractor), cancel);
    }
    // From here on ResumeSubscriptions owns whatever a crash leaves half done.
}
