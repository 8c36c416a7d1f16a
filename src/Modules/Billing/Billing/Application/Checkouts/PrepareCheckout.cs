using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Keeps the charge and the idempotency key of a purchase, before Stripe hears of it. Asked again: where it stands.</summary>
internal sealed record PrepareCheckout(
    PurchaseId Purchase, ContractorId Contractor, BilledTo BilledTo, string Locale, LocalizedText Label, Charge Charge, ReturnAddresses ReturnTo,
    bool UseCredits, PaymentChoice Pay = default, long? ListCents = null, long? UpgradeToCents = null) : ICommand<CheckoutView>;

internal sealed class PrepareCheckoutValidator : AbstractValidator<PrepareCheckout>
{
    public PrepareCheckoutValidator()
    {
        RuleFor(command => command.BilledTo.Email).NotEmpty().MaximumLength(320).WithErrorCode("billing.email-invalid");
        RuleFor(command => command.Locale).NotEmpty().MaximumLength(10).WithErrorCode("billing.locale-invalid");
        RuleFor(command => command.ListCents).GreaterThanOrEqualTo(0).WithErrorCode("billing.list-price-invalid");
        RuleFor(command => command.UpgradeToCents).GreaterThan(0).WithErrorCode("billing.list-price-invalid");
        RuleFor(command => command.ReturnTo).Must(to => to.Paid.IsAbsoluteUri && to.Left.IsAbsoluteUri).WithErrorCode("billing.address-invalid");
    }
}

internal sealed class PrepareCheckoutHandler(
    ICheckouts checkouts, IAccounts accounts, ICards cards, ICreditHolds credits, IOutbox outbox, Market market, TimeProvider clock)
    : ICommandHandler<PrepareCheckout, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(PrepareCheckout request, CancellationToken cancellationToken)
    {
        if (await checkouts.Hold(request.Purchase, cancellationToken) is { } known) return Standing(known, request);

        var account = await accounts.Hold(request.Contractor, cancellationToken);
        if (account is null) accounts.Add(account = Account.Create(request.Contractor, clock.GetUtcNow()));
        account.Remember(request.BilledTo, request.Locale);

        // More than the page showed: a plan has ended meanwhile. Then nothing pays in one click, credits as little as a card.
        var dearer = request.Charge.Total.Cents > request.Pay.AgreedTotalCents;
        var credit = request.UseCredits && !dearer
            ? await credits.SetAside(request.Purchase, request.Contractor, request.Charge.Total.Cents, cancellationToken)
            : 0;
        var prepared = Checkout.Prepare(
            request.Purchase, request.Contractor, request.Charge, credit, Bill(request), PaymentPageTerms.Of(request, credit, market), clock.GetUtcNow(),
            dearer ? new CardChoice(null, CardRefusals.PaymentChanged) : await Choose(request, request.Charge.Total.Cents - credit, cancellationToken));
        if (!prepared.Succeeded(out var checkout)) return prepared.Error;
        checkouts.Add(checkout);

        // A contractor's own request writes no money: it is booked as the system, in a moment.
        if (checkout.NeedsNoCard) outbox.Publish(new CheckoutNeedsNoCard(checkout.PurchaseId));
        return checkout.View;
    }

    // What a button said can be old: credits were spent meanwhile, a plan has ended, another card was preferred.
    private async Task<CardChoice> Choose(PrepareCheckout request, long byCard, CancellationToken cancel)
    {
        var pay = request.Pay;
        if (!pay.SavedCard) return default;
        if (await cards.FindPaying(request.Contractor, clock.GetUtcNow(), cancel) is not { } card) return new CardChoice(null, CardRefusals.NoSavedCard);
        var agreed = byCard <= (pay.AgreedCents ?? byCard) && card.Id == (pay.AgreedCard ?? card.Id);
        return agreed ? new CardChoice(card.PaymentMethod, null) : new CardChoice(null, CardRefusals.PaymentChanged);
    }

    private static Result<CheckoutView> Standing(Checkout checkout, PrepareCheckout request)
    {
        if (checkout.CountsAsPaid || checkout.State is CheckoutState.Processing) return checkout.View;
        if (checkout.State is CheckoutState.Closed || checkout.CloseRequestedAt is not null) return BillingErrors.CheckoutClosed;
        if (checkout.Total != request.Charge.Total)
            throw new InvalidOperationException($"Purchase {request.Purchase} was opened with another total.");
        return checkout.View;
    }

    private CheckoutBill Bill(PrepareCheckout request) => new(
        request.BilledTo,
        market.Locales.ToDictionary(locale => locale, request.Label.In, StringComparer.Ordinal),
        request.ListCents ?? market.EntryPlan.LeadPrice.Cents,
        FixedPrice: request is { ListCents: not null, UpgradeToCents: null },
        request.UpgradeToCents);
}
