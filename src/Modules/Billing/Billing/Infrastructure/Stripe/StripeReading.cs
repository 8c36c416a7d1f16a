using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Stripe's objects in Billing's words. A state we don't know calls for nothing.</summary>
internal static class StripeReading
{
    public static HostedCheckout Checkout(StripeSession session) => new(
        session.Id,
        (session.Status, session.PaymentStatus) switch
        {
            ("complete", "paid" or "no_payment_required") => HostedState.Paid,
            ("complete", _) => HostedState.Processing,
            ("expired", _) => HostedState.Expired,
            _ => HostedState.Open,
        },
        session.Url,
        Id(session.Metadata, "purchase_id") is { } purchase ? new PurchaseId(purchase) : null,
        session.ClientReferenceId,
        new Money(session.AmountTotal ?? 0, session.Currency?.ToUpperInvariant() ?? ""),
        session.PaymentIntent,
        session.Customer,
        session.Mode switch { "subscription" => HostedMode.Subscription, "setup" => HostedMode.Setup, _ => HostedMode.Payment },
        session.Subscription,
        session.SetupIntent);

    public static HostedPayment Payment(StripePaymentIntent intent) => new(
        intent.Id,
        intent.Status is "succeeded",
        Id(intent.Metadata, "purchase_id") is { } purchase ? new PurchaseId(purchase) : null,
        new Money(intent.AmountReceived, intent.Currency.ToUpperInvariant()),
        intent.Customer,
        intent.Status is "processing",
        intent.PaymentMethod);

    public static CardCharge Charge(StripePaymentIntent intent) => new(
        intent.Id,
        intent.Status switch
        {
            "succeeded" => ChargeState.Succeeded,
            "canceled" => ChargeState.Canceled,
            "processing" => ChargeState.Processing,
            "requires_payment_method" or "requires_confirmation" or "requires_action" => ChargeState.Unpaid,
            _ => ChargeState.Unclear,
        },
        Id(intent.Metadata, "purchase_id") is { } purchase ? new PurchaseId(purchase) : null,
        intent is { Status: "requires_action" } ? Refusal.AuthenticationRequired
            : intent.LastPaymentError is { } error ? StripeReply.Reason(error)
            : null);

    public static HostedRefund Refund(StripeRefund refund) => new(
        refund.Id,
        refund.PaymentIntent,
        Id(refund.Metadata, "refund_id") is { } id ? new RefundId(id) : null,
        refund.Amount,
        refund.Status switch
        {
            "succeeded" => RefundState.Succeeded,
            "failed" => RefundState.Failed,
            "canceled" => RefundState.Canceled,
            "requires_action" => RefundState.RequiresAction,
            _ => RefundState.Pending,
        });

    private static Guid? Id(Dictionary<string, string>? metadata, string name) =>
        metadata is not null && metadata.TryGetValue(name, out var text) && Guid.TryParse(text, out var id) ? id : null;
}
