using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Checkouts;

internal sealed class OpenCheckoutProcess(IMediator billing) : IProcessHandler<OpenCheckout, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(OpenCheckout request, CancellationToken cancellationToken)
    {
        var prepared = await billing.Send(
            new PrepareCheckout(
                request.Purchase, request.Contractor, request.BilledTo, request.Locale, request.Label, request.Charge, request.ReturnTo, request.UseCredits),
            cancellationToken);

        return prepared.Succeeded(out var view) && view.State is CheckoutState.Opening
            ? await billing.Send(new ContinueOpening(request.Purchase), cancellationToken)
            : prepared;
    }
    // From here on ResumeOpenings owns whatever a crash leaves half done.
}
