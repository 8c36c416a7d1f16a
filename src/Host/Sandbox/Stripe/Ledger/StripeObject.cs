using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.Ledger;

/// <param name="Body">What Stripe answers.</param>
/// <param name="Details">What Stripe knows and does not show, such as a session's line items until they are expanded.</param>
internal sealed record StripeObject(string Id, string Kind, JsonObject Body, JsonObject Details)
{
    public string? Text(string name) => Body[name]?.GetValue<string>();

    public long Number(string name) => Body[name]?.GetValue<long>() ?? 0;
}

/// <summary>The <c>object</c> names of the resources kept.</summary>
internal static class Kinds
{
    public const string Session = "checkout.session";
    public const string Customer = "customer";
    public const string Intent = "payment_intent";
    public const string Charge = "charge";
    public const string Refund = "refund";
    public const string Event = "event";
    public const string PaymentMethod = "payment_method";
    public const string SetupIntent = "setup_intent";
    public const string Dispute = "dispute";
    public const string FraudWarning = "radar.early_fraud_warning";
    public const string BalanceTransaction = "balance_transaction";
    public const string Payout = "payout";
    public const string Product = "product";
    public const string Price = "price";
    public const string TaxRate = "tax_rate";
    public const string Subscription = "subscription";
    public const string Invoice = "invoice";
    public const string InvoiceItem = "invoiceitem";
    public const string Portal = "billing_portal.session";
}
