using System.Globalization;
using FluentValidation;
using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Cards;

internal sealed class StartKeepingCardValidator : AbstractValidator<StartKeepingCard>
{
    public StartKeepingCardValidator()
    {
        RuleFor(request => request.BilledTo.Email).NotEmpty().MaximumLength(320).WithErrorCode("billing.email-invalid");
        RuleFor(request => request.Locale).NotEmpty().MaximumLength(10).WithErrorCode("billing.locale-invalid");
        RuleFor(request => request.ReturnTo).Must(to => to.Paid.IsAbsoluteUri && to.Left.IsAbsoluteUri).WithErrorCode("billing.address-invalid");
    }
}

internal sealed class StartKeepingCardProcess(IMediator billing, IPaymentGateway customers, ICardGateway cards, Market market, TimeProvider clock)
    : IProcessHandler<StartKeepingCard, Uri>
{
    public async Task<Result<Uri>> Handle(StartKeepingCard request, CancellationToken cancellationToken)
    {
        var customer = await EnsureCustomer(request, cancellationToken);
        if (customer.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!customer.Succeeded(out var customerId)) return BillingErrors.PaymentsRefused;

        // Nothing is kept for it: by being made, a page of this kind changes nothing, and what comes of it is told by its webhook.
        var locale = market.Locales.Contains(request.Locale, StringComparer.Ordinal) ? request.Locale : market.DefaultLocale;
        var order = new KeepingOrder(
            request.Contractor, market.Currency, locale, request.ReturnTo.Paid.OriginalString, request.ReturnTo.Left.OriginalString);
        var key = string.Create(CultureInfo.InvariantCulture, $"keep:{request.Contractor}:{clock.GetUtcNow().ToUnixTimeMilliseconds()}");
        var opened = await cards.OpenKeepingPage(order, customerId, key, cancellationToken);
        if (opened.Succeeded(out var page)) return page;
        return opened.IsUnknown ? BillingErrors.StripeUnavailable : BillingErrors.PaymentsRefused;
    }

    private async Task<GatewayAnswer<string>> EnsureCustomer(StartKeepingCard request, CancellationToken cancel)
    {
        var prepared = await billing.Send(new PrepareCustomer(request.Contractor, request.BilledTo.Email), cancel);
        if (prepared.Value.CustomerId is { } known) return GatewayAnswer<string>.Of(known);

        var made = await customers.CreateCustomer(request.Contractor, prepared.Value.Email, prepared.Value.Key, cancel);
        if (!made.Succeeded(out var customerId)) return made;
        var saved = await billing.Send(new SaveCustomer(request.Contractor, customerId), cancel);
        return GatewayAnswer<string>.Of(saved.Value);
    }
}
