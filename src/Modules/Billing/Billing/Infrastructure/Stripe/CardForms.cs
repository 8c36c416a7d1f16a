using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>What is sent about kept cards. What depends on anything but the order would break the repeat of a key.</summary>
internal static class CardForms
{
    public static StripeForm Charge(CheckoutOrder order, string customerId) => new(
    [
        .. Payment(order, customerId),
        ("payment_method", order.Card!.PaymentMethod),
        ("receipt_email", order.Terms.Email),
        ("confirm", true),
        ("off_session", true),
        // Cards never go there off session; Stripe wants it named before it confirms. https://docs.stripe.com/payments/save-and-reuse
        ("return_url", order.Terms.PaidUrl),
    ]);

    /// <summary>Of the same purchase and sum, so that whoever looks at it knows what it was for; without a card it takes nothing.</summary>
    public static StripeForm Bar(CheckoutOrder order, string customerId) => new([.. Payment(order, customerId)]);

    public static StripeForm Cancel { get; } = new(("cancellation_reason", "abandoned"));

    public static StripeForm Prefer(string paymentMethod) => new(("invoice_settings", new StripeForm(("default_payment_method", paymentMethod))));

    public static StripeForm KeepingPage(KeepingOrder order, string customerId) => new(
        ("mode", "setup"),
        ("currency", order.Currency.ToLowerInvariant()),
        ("customer", customerId),
        ("success_url", order.PaidUrl),
        ("cancel_url", order.LeftUrl),
        ("locale", order.Locale),
        ("allowed_payment_method_types", new[] { "card" }),
        ("setup_intent_data", new StripeForm(("metadata", new StripeForm(("contractor_id", order.Contractor.ToString()))))));

    private static (string Name, object? Value)[] Payment(CheckoutOrder order, string customerId) =>
    [
        ("amount", order.Terms.Lines.Sum(line => line.Cents)),
        ("currency", order.Currency.ToLowerInvariant()),
        ("customer", customerId),
        ("description", order.Terms.Lines[0].Label),
        ("allowed_payment_method_types", new[] { "card" }),
        ("metadata", new StripeForm(("purchase_id", order.Purchase.ToString()))),
    ];
}
