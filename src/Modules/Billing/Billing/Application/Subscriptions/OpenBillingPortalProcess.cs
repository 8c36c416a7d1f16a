using System.Globalization;
using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

internal sealed class OpenBillingPortalValidator : AbstractValidator<OpenBillingPortal>
{
    public OpenBillingPortalValidator()
    {
        RuleFor(request => request.Locale).NotEmpty().MaximumLength(10).WithErrorCode("billing.locale-invalid");
        RuleFor(request => request.ReturnTo).Must(to => to.IsAbsoluteUri).WithErrorCode("billing.address-invalid");
    }
}

internal sealed class OpenBillingPortalProcess(IMediator billing, ISubscriptionGateway gateway, TimeProvider clock)
    : IProcessHandler<OpenBillingPortal, Uri>
{
    public async Task<Result<Uri>> Handle(OpenBillingPortal request, CancellationToken cancellationToken)
    {
        var found = await billing.Send(new FindLiveSubscription(request.Contractor), cancellationToken);
        if (!found.Succeeded(out var live)) return found.Error;
        if (live.CustomerId is not { } customer) return BillingErrors.NotSubscribed;

        // Nothing is kept for it: a page of this kind changes nothing by being made, and each is good for a short while only.
        var key = string.Create(CultureInfo.InvariantCulture, $"portal:{customer}:{clock.GetUtcNow().ToUnixTimeMilliseconds()}");
        var opened = await gateway.OpenPortal(customer, request.Locale, request.ReturnTo, key, cancellationToken);
        return opened.Succeeded(out var page) ? page : BillingErrors.StripeUnavailable;
    }
}
