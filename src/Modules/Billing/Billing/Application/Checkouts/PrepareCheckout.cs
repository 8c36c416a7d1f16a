using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Keeps the charge and the idempotency key of a purchase, before Stripe hears of it. Asked again: where it stands.</summary>
internal sealed record PrepareCheckout(
    PurchaseId Purchase, ContractorId Contractor, string Email, string Locale, string Label, Charge Charge, ReturnAddresses ReturnTo)
    : ICommand<CheckoutView>;

internal sealed class PrepareCheckoutValidator : AbstractValidator<PrepareCheckout>
{
    public PrepareCheckoutValidator()
    {
        RuleFor(command => command.Email).NotEmpty().MaximumLength(320).WithErrorCode("billing.email-invalid");
        RuleFor(command => command.Label).NotEmpty().MaximumLength(250).WithErrorCode("billing.label-invalid");
        RuleFor(command => command.Locale).NotEmpty().MaximumLength(10).WithErrorCode("billing.locale-invalid");
        RuleFor(command => command.ReturnTo).Must(to => to.Paid.IsAbsoluteUri && to.Left.IsAbsoluteUri).WithErrorCode("billing.address-invalid");
    }
}

internal sealed class PrepareCheckoutHandler(ICheckouts checkouts, Market market, TimeProvider clock)
    : ICommandHandler<PrepareCheckout, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(PrepareCheckout request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is { } known) return Standing(known, request);

        var prepared = Checkout.Prepare(request.Purchase, request.Contractor, request.Charge, Terms(request), clock.GetUtcNow());
        if (!prepared.Succeeded(out var checkout)) return prepared.Error;
        checkouts.Add(checkout);
        return checkout.View;
    }

    private static Result<CheckoutView> Standing(Checkout checkout, PrepareCheckout request)
    {
        if (checkout.State is CheckoutState.Paid) return checkout.View;
        if (checkout.State is CheckoutState.Closed || checkout.CloseRequestedAt is not null) return BillingErrors.CheckoutClosed;
        if (checkout.Total != request.Charge.Total)
            throw new InvalidOperationException($"Purchase {request.Purchase} was opened with another total.");
        return checkout.View;
    }

    // Names of taxes are frozen too: a market file edited between two tries would change what a key was first sent with.
    private CheckoutTerms Terms(PrepareCheckout request)
    {
        var locale = market.Locales.Contains(request.Locale, StringComparer.Ordinal) ? request.Locale : market.DefaultLocale;
        var lead = new CheckoutLine(request.Label, request.Charge.Subtotal.Cents - request.Charge.Discount.Cents);
        var taxes = request.Charge.Taxes.Select(line => new CheckoutLine(NameOf(line.Code, locale), line.Amount.Cents));
        return new CheckoutTerms(
            request.Email, locale, [.. taxes.Prepend(lead).Where(line => line.Cents > 0)],
            request.ReturnTo.Paid.OriginalString, request.ReturnTo.Left.OriginalString);
    }

    private string NameOf(string tax, string locale) =>
        market.Taxes.First(known => string.Equals(known.Code, tax, StringComparison.Ordinal)).Name.In(locale);
}
