using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;

namespace LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;

/// <summary>What is sent about plans. What depends on anything but the order would break the repeat of a key.</summary>
internal static class PlanForms
{
    public static StripeForm Product(PriceOrder order) => new(
        ("id", order.Product), ("name", order.Name), ("metadata", new StripeForm(("plan", order.Plan))));

    public static StripeForm Price(PriceOrder order) => new(
        ("product", order.Product),
        ("currency", order.Amount.Currency.ToLowerInvariant()),
        ("unit_amount", order.Amount.Cents),
        ("recurring", new StripeForm(("interval", "month"))),
        ("lookup_key", order.LookupKey),
        // From the price before, whose subscribers keep it.
        ("transfer_lookup_key", true),
        ("tax_behavior", "exclusive"),
        ("metadata", new StripeForm(("plan", order.Plan))));

    public static StripeForm TaxRate(TaxRateOrder order) => new(
        ("display_name", order.Name),
        ("inclusive", false),
        ("percentage", order.Percentage),
        ("country", order.Country),
        ("metadata", new StripeForm(("code", order.Code))));

    public static StripeForm Page(PageOrder order, string customerId)
    {
        // Not inherited: what the subscription is to carry has to be said twice.
        var row = ("subscription_id", (object?)order.Subscription.ToString());
        return new StripeForm(
            ("mode", "subscription"),
            ("customer", customerId),
            ("client_reference_id", order.Subscription.ToString()),
            ("success_url", order.Terms.PaidUrl),
            ("cancel_url", order.Terms.LeftUrl),
            ("expires_at", order.ExpiresAt),
            ("locale", order.Terms.Locale),
            ("allowed_payment_method_types", new[] { "card" }),
            ("line_items", new[] { new StripeForm(("price", order.Price.Id), ("quantity", 1)) }),
            ("metadata", new StripeForm(row)),
            ("subscription_data", new StripeForm(
                ("metadata", new StripeForm(row, ("contractor_id", order.Contractor.ToString()))),
                ("default_tax_rates", order.Price.TaxRates))));
    }

    public static StripeForm Preview(PlanChangeTerms terms, string customerId) => new(
        ("customer", customerId),
        ("subscription", terms.StripeId),
        ("subscription_details", new StripeForm(
            ("items", new[] { Item(terms) }),
            ("proration_behavior", Proration(terms)),
            ("proration_date", terms.AsOf))));

    public static StripeForm Change(PlanChangeTerms terms) => new(
        ("items", new[] { Item(terms) }),
        ("proration_behavior", Proration(terms)),
        ("proration_date", terms.AsOf),
        // Stripe takes nothing else beside this one: the old plan stays until the difference is paid.
        // https://docs.stripe.com/billing/subscriptions/pending-updates-reference#supported-attributes
        ("payment_behavior", terms.ChargesNow ? "pending_if_incomplete" : null));

    public static StripeForm Ending(bool endsAtPeriodEnd) => new(("cancel_at_period_end", endsAtPeriodEnd));

    /// <summary>Stripe takes either the switch or the date in one request, never both.</summary>
    public static StripeForm NoEnd { get; } = new(("cancel_at", ""));

    public static StripeForm Portal(string customerId, string locale, Uri returnTo) => new(
        ("customer", customerId), ("return_url", returnTo.OriginalString), ("locale", locale));

    private static StripeForm Item(PlanChangeTerms terms) => new(("id", terms.ItemId), ("price", terms.PriceId));

    // A cheaper plan gives nothing back to the card: it lowers the bills to come. See docs/decisions/0009.
    private static string Proration(PlanChangeTerms terms) => terms.ChargesNow ? "always_invoice" : "create_prorations";
}
