using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>The larger request bodies. What depends on anything but the order would break the repeat of a key.</summary>
internal static class StripeForms
{
    public static StripeForm Checkout(CheckoutOrder order, string customerId)
    {
        // Not inherited: what the payment is to carry has to be said twice.
        var metadata = new StripeForm(("purchase_id", order.Purchase.ToString()));
        return new StripeForm(
            ("mode", "payment"),
            ("customer", customerId),
            ("client_reference_id", order.Purchase.ToString()),
            ("success_url", order.Terms.PaidUrl),
            ("cancel_url", order.Terms.LeftUrl),
            ("expires_at", order.ExpiresAt),
            ("locale", order.Terms.Locale),
            // Cards only: a slot cannot wait days for a bank transfer. (payment_method_types is gone since endive.)
            ("allowed_payment_method_types", new[] { "card" }),
            ("line_items", order.Terms.Lines.Select(line => new StripeForm(
                ("quantity", 1),
                ("price_data", new StripeForm(
                    ("currency", order.Currency.ToLowerInvariant()),
                    ("unit_amount", line.Cents),
                    ("product_data", new StripeForm(("name", line.Label)))))))),
            ("metadata", metadata),
            ("payment_intent_data", new StripeForm(
                ("metadata", metadata),
                ("receipt_email", order.Terms.Email),
                // Only who agreed has the card kept.
                ("setup_future_usage", order.Terms.KeepCard ? "off_session" : null))));
    }

    public static StripeForm Refund(RefundOrder order) => new(
        ("payment_intent", order.PaymentIntent),
        ("amount", order.AmountCents),
        ("reason", order.Duplicate ? "duplicate" : "requested_by_customer"),
        ("metadata", new StripeForm(("purchase_id", order.Purchase.ToString()), ("refund_id", order.Id.ToString()))));
}
