using System.Text.Json;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.Extensions.Options;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Billing's words in Stripe's: which call, with which fields.</summary>
internal sealed class StripeGateway(StripeClient stripe, IOptions<StripeOptions> options) : IPaymentGateway
{
    private const int Page = 100;
    private const int MostPages = 10;

    /// <summary>What the webhook endpoint is subscribed to, and what is asked for when one was missed.</summary>
    private static readonly string[] EventTypes =
    [
        "checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed", "payment_intent.succeeded",
        "refund.created", "refund.updated", "refund.failed", "charge.refunded",
    ];

    public async Task<GatewayAnswer<string>> CreateCustomer(ContractorId contractor, string email, string key, CancellationToken cancel)
    {
        var form = new StripeForm(("email", email), ("metadata", new StripeForm(("contractor_id", contractor.ToString()))));
        var answer = await stripe.Post("v1/customers", form, key, StripeJson.Default.StripeCustomer, cancel);
        return answer.Select(customer => customer.Id);
    }

    public async Task<GatewayAnswer<HostedCheckout>> CreateCheckout(CheckoutOrder order, string customerId, CancellationToken cancel)
    {
        var answer = await stripe.Post(
            "v1/checkout/sessions", StripeForms.Checkout(order, customerId), order.Key, StripeJson.Default.StripeSession, cancel);
        return answer.Select(StripeReading.Checkout);
    }

    public async Task<GatewayAnswer<HostedCheckout>> GetCheckout(string sessionId, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/checkout/sessions/{sessionId}", StripeForm.Empty, StripeJson.Default.StripeSession, cancel);
        return answer.Select(StripeReading.Checkout);
    }

    public async Task<GatewayAnswer<IReadOnlyList<HostedCheckout>>> ListCheckouts(
        string customerId, DateTimeOffset since, CancellationToken cancel)
    {
        var query = new StripeForm(("customer", customerId), ("created", new StripeForm(("gte", since))), ("limit", Page));
        var answer = await stripe.Get("v1/checkout/sessions", query, StripeJson.Default.Sessions, cancel);
        return answer.Select<IReadOnlyList<HostedCheckout>>(list => [.. list.Data.Select(StripeReading.Checkout)]);
    }

    public async Task<GatewayAnswer<HostedCheckout>> ExpireCheckout(string sessionId, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post(
            $"v1/checkout/sessions/{sessionId}/expire", StripeForm.Empty, key, StripeJson.Default.StripeSession, cancel);
        return answer.Select(StripeReading.Checkout);
    }

    public async Task<GatewayAnswer<HostedPayment>> GetPayment(string paymentIntent, CancellationToken cancel)
    {
        var answer = await stripe.Get(
            $"v1/payment_intents/{paymentIntent}", StripeForm.Empty, StripeJson.Default.StripePaymentIntent, cancel);
        return answer.Select(StripeReading.Payment);
    }

    public async Task<GatewayAnswer<HostedRefund>> Refund(RefundOrder order, CancellationToken cancel)
    {
        var answer = await stripe.Post("v1/refunds", StripeForms.Refund(order), order.Key, StripeJson.Default.StripeRefund, cancel);
        return answer.Select(StripeReading.Refund);
    }

    public async Task<GatewayAnswer<HostedRefund>> GetRefund(string stripeId, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/refunds/{stripeId}", StripeForm.Empty, StripeJson.Default.StripeRefund, cancel);
        return answer.Select(StripeReading.Refund);
    }

    public Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefundsOfPayment(string paymentIntent, CancellationToken cancel) =>
        ListRefunds(new StripeForm(("payment_intent", paymentIntent), ("limit", Page)), cancel);

    public Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefundsOfCharge(string charge, CancellationToken cancel) =>
        ListRefunds(new StripeForm(("charge", charge), ("limit", Page)), cancel);

    public async Task<GatewayAnswer<IReadOnlyList<StripeEvent>>> ListUndelivered(DateTimeOffset since, CancellationToken cancel)
    {
        var events = new List<StripeEvent>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var query = new StripeForm(
                ("types", EventTypes), ("delivery_success", false), ("created", new StripeForm(("gte", since))),
                ("limit", Page), ("starting_after", after));
            var answer = await stripe.Get("v1/events", query, StripeJson.Default.Events, cancel);
            if (!answer.Succeeded(out var list)) return answer.Select<IReadOnlyList<StripeEvent>>(_ => events);

            events.AddRange(list.Data.Select(Read).OfType<StripeEvent>());
            if (!list.HasMore || list.Data.Count == 0) break;
            after = list.Data[^1].GetProperty("id").GetString();
        }

        return GatewayAnswer<IReadOnlyList<StripeEvent>>.Of(events);
    }

    private StripeEvent? Read(JsonElement item) =>
        StripeEventReading.Read(JsonSerializer.SerializeToUtf8Bytes(item, StripeJson.Default.JsonElement), options.Value.LiveMode);

    private async Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefunds(StripeForm query, CancellationToken cancel)
    {
        var answer = await stripe.Get("v1/refunds", query, StripeJson.Default.Refunds, cancel);
        return answer.Select<IReadOnlyList<HostedRefund>>(list => [.. list.Data.Select(StripeReading.Refund)]);
    }
}
