using System.Text.Json;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Stripe;

internal sealed class StripeBooksGateway(StripeClient stripe) : IBooksGateway
{
    public async Task<GatewayAnswer<IReadOnlyList<HostedCheckout>>> ListCheckouts(DateTimeOffset? since, CancellationToken cancel)
    {
        var listed = await stripe.All("v1/checkout/sessions", [StripeLists.Since(since)], session => session.Id, StripeJson.Default.Sessions, cancel);
        return listed.Select<IReadOnlyList<HostedCheckout>>(sessions => [.. sessions.Select(StripeReading.Checkout)]);
    }

    public async Task<GatewayAnswer<IReadOnlyList<HostedPayment>>> ListPayments(DateTimeOffset? since, CancellationToken cancel)
    {
        var listed = await stripe.All("v1/payment_intents", [StripeLists.Since(since)], intent => intent.Id, StripeBooksJson.Default.Intents, cancel);
        return listed.Select<IReadOnlyList<HostedPayment>>(intents => [.. intents.Select(StripeReading.Payment)]);
    }

    public async Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefunds(DateTimeOffset? since, CancellationToken cancel)
    {
        var listed = await stripe.All("v1/refunds", [StripeLists.Since(since)], refund => refund.Id, StripeJson.Default.Refunds, cancel);
        return listed.Select<IReadOnlyList<HostedRefund>>(refunds => [.. refunds.Select(StripeReading.Refund)]);
    }

    public async Task<GatewayAnswer<IReadOnlyList<StatedDispute>>> ListDisputes(DateTimeOffset? since, CancellationToken cancel)
    {
        var listed = await stripe.All("v1/disputes", [StripeLists.Since(since)], dispute => dispute.Id, StripeBooksJson.Default.StatedDisputes, cancel);
        return listed.Select<IReadOnlyList<StatedDispute>>(disputes => [.. disputes.Select(Read)]);
    }

    public async Task<GatewayAnswer<StatedDispute>> GetDispute(string id, CancellationToken cancel) =>
        (await stripe.Get($"v1/disputes/{id}", StripeForm.Empty, StripeBooksJson.Default.StripeStatedDispute, cancel)).Select(Read);

    public async Task<GatewayAnswer<IReadOnlyList<StatedBill>>> ListPaidBills(DateTimeOffset? since, CancellationToken cancel)
    {
        var listed = await stripe.All(
            "v1/invoices", [("status", "paid"), StripeLists.Since(since), ("expand", new[] { "data.payments" })], bill => bill.Id,
            StripeBooksJson.Default.Bills, cancel);
        return listed.Select<IReadOnlyList<StatedBill>>(bills => [.. bills.Select(Read)]);
    }

    public async Task<GatewayAnswer<StatedBill>> GetPaidBill(string id, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/invoices/{id}", new StripeForm(("expand", new[] { "payments" })), StripeBooksJson.Default.StripeBill, cancel);
        return answer.Succeeded(out var bill) && bill.Status is not "paid" ? GatewayAnswer<StatedBill>.Refused(Refusal.NotFound) : answer.Select(Read);
    }

    public async Task<GatewayAnswer<IReadOnlySet<string>>> ListTouched(DateTimeOffset since, CancellationToken cancel)
    {
        var listed = await stripe.All(
            "v1/events", [StripeLists.Since(since)], item => item.GetProperty("id").GetString()!, StripeJson.Default.Events, cancel);
        return listed.Select<IReadOnlySet<string>>(events => events.SelectMany(Names).ToHashSet(StringComparer.Ordinal));
    }

    // Of a refund's event, say, its payment and its charge too: all of them have just changed.
    private static IEnumerable<string> Names(JsonElement item) =>
        item.GetProperty("data").GetProperty("object").EnumerateObject()
            .Where(field => field.Value.ValueKind is JsonValueKind.String && field.Name is "id" or "payment_intent" or "charge" or "subscription" or "latest_invoice")
            .Select(field => field.Value.GetString()!);

    private static StatedDispute Read(StripeStatedDispute dispute) => new(dispute.Id, dispute.PaymentIntent, dispute.Status ?? "", dispute.Amount);

    private static StatedBill Read(StripeBill bill)
    {
        var currency = bill.Currency.ToUpperInvariant();
        return new StatedBill(
            bill.Id, bill.Parent?.SubscriptionDetails?.Metadata?.ContainsKey("contractor_id") ?? false, new Money(bill.Total, currency), new Money(bill.AmountPaid, currency),
            [.. (bill.Payments?.Data ?? []).Select(paid => paid.Payment?.PaymentIntent).OfType<string>()]);
    }
}
