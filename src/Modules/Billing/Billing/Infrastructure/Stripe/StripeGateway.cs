using System.Text.Json;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.Extensions.Options;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Billing's words in Stripe's: which call, with which fields.</summary>
internal sealed class StripeGateway(StripeClient stripe, IOptions<StripeOptions> options) : IPaymentGateway
{
    private const int Page = 100;

    /// <summary>As many as Stripe takes in one list. https://docs.stripe.com/api/events/list</summary>
    private const int MostTypes = 20;

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

    public async Task<GatewayAnswer<IReadOnlySet<string>>> ListBilledPayments(string customerId, CancellationToken cancel)
    {
        var listed = await stripe.All(
            "v1/invoices", [("customer", customerId), ("expand", new[] { "data.payments" })], bill => bill.Id, StripeBooksJson.Default.Bills, cancel);
        return listed.Select<IReadOnlySet<string>>(bills => bills
            .Where(bill => bill.Parent?.SubscriptionDetails?.Metadata?.ContainsKey("contractor_id") is true)
            .SelectMany(bill => bill.Payments?.Data ?? [])
            .Select(paid => paid.Payment?.PaymentIntent).OfType<string>()
            .ToHashSet(StringComparer.Ordinal));
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
        foreach (var types in StripeEventRoutes.Types.Chunk(MostTypes))
        {
            // To the end: the newest come first, and the oldest are those about to be lost.
            var answer = await stripe.All(
                "v1/events", [("types", types), ("delivery_success", false), StripeLists.Since(since)], item => item.GetProperty("id").GetString()!,
                StripeJson.Default.Events, cancel);
            if (!answer.Succeeded(out var listed)) return answer.Select<IReadOnlyList<StripeEvent>>(_ => events);

            events.AddRange(listed.Select(Read).OfType<StripeEvent>());
        }

        return GatewayAnswer<IReadOnlyList<StripeEvent>>.Of(events);
    }

    private StripeEvent? Read(JsonElement item) =>
        StripeEventReading.Read(JsonSerializer.SerializeToUtf8Bytes(item, StripeJson.Default.JsonElement), options.Value.LiveMode).Event;

    private async Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefunds(StripeForm query, CancellationToken cancel)
    {
        var answer = await stripe.Get("v1/refunds", query, StripeJson.Default.Refunds, cancel);
        return answer.Select<IReadOnlyList<HostedRefund>>(list => [.. list.Data.Select(StripeReading.Refund)]);
    }
}
