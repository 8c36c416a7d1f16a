using LeadMarket.Billing.Domain;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>What the buyer reads at Stripe: the lead and each tax, or one sum of what credits leave to pay.</summary>
internal static class PaymentPageTerms
{
    public static CheckoutTerms Of(PrepareCheckout request, long credit, Market market)
    {
        var locale = market.Locales.Contains(request.Locale, StringComparer.Ordinal) ? request.Locale : market.DefaultLocale;
        var lines = credit == 0 ? LeadAndTaxes(request, locale, market) : [Rest(request, credit, locale)];
        return new CheckoutTerms(
            request.BilledTo.Email, locale, [.. lines.Where(line => line.Cents > 0)],
            request.ReturnTo.Paid.OriginalString, request.ReturnTo.Left.OriginalString, request.Pay.KeepCard);
    }

    // Names of taxes are frozen too: a market file edited between two tries would change what a key was first sent with.
    private static IEnumerable<CheckoutLine> LeadAndTaxes(PrepareCheckout request, string locale, Market market)
    {
        var lead = new CheckoutLine(request.Label.In(locale), request.Charge.Subtotal.Cents - request.Charge.Discount.Cents);
        var taxes = request.Charge.Taxes.Select(line => new CheckoutLine(
            market.Taxes.First(known => string.Equals(known.Code, line.Code, StringComparison.Ordinal)).Name.In(locale), line.Amount.Cents));
        return taxes.Prepend(lead);
    }

    // Stripe takes no negative line, so that credits cannot stand under the lead and its taxes. A language we have no words for reads
    // the lead's name alone.
    private static CheckoutLine Rest(PrepareCheckout request, long credit, string locale)
    {
        var label = request.Label.In(locale);
        return new CheckoutLine(
            BillingTexts.Find(locale, "checkout.after-credits") is { } words ? $"{label} – {words}" : label, request.Charge.Total.Cents - credit);
    }
}
