using LeadMarket.Billing.Application.Disputes;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.StripeEvents;

/// <summary>Which of Stripe's events mean anything to us, and who follows them. The one list: the webhook endpoint is subscribed to
/// these, they are asked for when they were missed, and every other type is kept and done with.</summary>
internal static class StripeEventRoutes
{
    private static readonly (string[] Types, Func<StripeEventReceived, IRequest<Result>> Follow)[] Table =
    [
        (["checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed"],
            heard => new FollowSession(heard.ObjectId, heard.Id, heard.Type, heard.CreatedAt)),
        (["payment_intent.succeeded", "payment_intent.payment_failed"],
            heard => new FollowPayment(heard.ObjectId, heard.Id, heard.CreatedAt)),
        (["refund.created", "refund.updated", "refund.failed"], heard => new FollowRefund(heard.ObjectId, heard.Id)),
        (["charge.refunded"], heard => new FollowRefundsOfCharge(heard.ObjectId, heard.Id)),
        (["charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated"],
            heard => new FollowDispute(heard.ObjectId, heard.Id)),
        (["radar.early_fraud_warning.created", "radar.early_fraud_warning.updated"], heard => new FollowFraudWarning(heard.ObjectId, heard.Id)),
        ([
            "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted", "customer.subscription.paused",
            "customer.subscription.resumed", "customer.subscription.pending_update_applied", "customer.subscription.pending_update_expired",
        ], heard => new FollowSubscription(heard.ObjectId, heard.Id)),
        (["invoice.finalized", "invoice.paid", "invoice.payment_failed", "invoice.payment_action_required", "invoice.voided", "invoice.marked_uncollectible"],
            heard => new FollowInvoice(heard.ObjectId, heard.Id)),
        (["customer.updated"], heard => new FollowCustomer(heard.ObjectId, heard.Id)),
        (["setup_intent.succeeded"], heard => new FollowSetup(heard.ObjectId, heard.Id)),
        (["payment_method.attached", "payment_method.automatically_updated", "payment_method.detached"],
            heard => new FollowPaymentMethod(heard.ObjectId, heard.Id)),
    ];

    private static readonly Dictionary<string, Func<StripeEventReceived, IRequest<Result>>> ByType =
        Table.SelectMany(route => route.Types, (route, type) => (type, route.Follow)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Every type that is followed, in the table's order.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. Table.SelectMany(route => route.Types)];

    /// <summary>What an event calls for.</summary>
    public static IRequest<Result> Of(StripeEventReceived heard) =>
        ByType.TryGetValue(heard.Type, out var follow) ? follow(heard) : new IgnoreStripeEvent(heard.Id);
}
