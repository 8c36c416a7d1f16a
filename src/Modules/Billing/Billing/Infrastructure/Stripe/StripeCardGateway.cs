using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Cards that Stripe keeps: which call, with which fields.</summary>
internal sealed class StripeCardGateway(StripeClient stripe) : ICardGateway
{
    public async Task<GatewayAnswer<CardCharge>> Charge(CheckoutOrder order, string customerId, CancellationToken cancel) =>
        Read(await stripe.Post("v1/payment_intents", CardForms.Charge(order, customerId), order.Key, StripeJson.Default.StripePaymentIntent, cancel));

    public async Task<GatewayAnswer<CardCharge>> Bar(CheckoutOrder order, string customerId, CancellationToken cancel) =>
        Read(await stripe.Post("v1/payment_intents", CardForms.Bar(order, customerId), order.Key, StripeJson.Default.StripePaymentIntent, cancel));

    public async Task<GatewayAnswer<CardCharge>> GetCharge(string paymentIntent, CancellationToken cancel) =>
        Read(await stripe.Get($"v1/payment_intents/{paymentIntent}", StripeForm.Empty, StripeJson.Default.StripePaymentIntent, cancel));

    public async Task<GatewayAnswer<IReadOnlyList<CardCharge>>> ListCharges(string customerId, DateTimeOffset since, CancellationToken cancel)
    {
        var listed = await stripe.All(
            "v1/payment_intents", [("customer", customerId), StripeLists.Since(since)], intent => intent.Id, StripeBooksJson.Default.Intents, cancel);
        return listed.Select<IReadOnlyList<CardCharge>>(intents => [.. intents.Select(StripeReading.Charge)]);
    }

    public async Task<GatewayAnswer<CardCharge>> CancelCharge(string paymentIntent, string key, CancellationToken cancel) =>
        Read(await stripe.Post($"v1/payment_intents/{paymentIntent}/cancel", CardForms.Cancel, key, StripeJson.Default.StripePaymentIntent, cancel));

    public async Task<GatewayAnswer<string>> Forget(string paymentMethod, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post($"v1/payment_methods/{paymentMethod}/detach", StripeForm.Empty, key, PlansJson.Default.Named, cancel);
        return answer.Select(method => method.Id);
    }

    public async Task<GatewayAnswer<string>> Prefer(string customerId, string paymentMethod, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post($"v1/customers/{customerId}", CardForms.Prefer(paymentMethod), key, PlansJson.Default.Named, cancel);
        return answer.Select(customer => customer.Id);
    }

    public async Task<GatewayAnswer<Uri>> OpenKeepingPage(KeepingOrder order, string customerId, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post("v1/checkout/sessions", CardForms.KeepingPage(order, customerId), key, StripeJson.Default.StripeSession, cancel);
        if (!answer.Succeeded(out var session)) return answer.Select<Uri>(_ => null!);
        return session.Url is { } url ? GatewayAnswer<Uri>.Of(new Uri(url)) : GatewayAnswer<Uri>.Unknown;
    }

    private static GatewayAnswer<CardCharge> Read(GatewayAnswer<StripePaymentIntent> answer) => answer.Select(StripeReading.Charge);
}
