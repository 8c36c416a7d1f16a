using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Checkouts;

internal sealed class OpenCheckoutProcess(IMediator billing) : IProcessHandler<OpenCheckout, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(OpenCheckout request, CancellationToken cancellationToken)
    {
        var prepared = await billing.Send(
            new PrepareCheckout(
                request.Purchase, request.Contractor, request.BilledTo, request.Locale, request.Label, request.Charge, request.ReturnTo, request.UseCredits,
                request.Pay, request.ListCents, request.UpgradeToCents),
            cancellationToken);

        if (!prepared.Succeeded(out var view) || view.State is not CheckoutState.Opening) return prepared;

        var continued = await billing.Send(new ContinueOpening(request.Purchase), cancellationToken);
        // Without an answer it stays opening, and is shown as that.
        return continued.IsFailure && continued.Error == BillingErrors.StripeUnavailable ? view : continued;
    }
    // From here on ResumeOpenings owns whatever a crash leaves half done.
}
