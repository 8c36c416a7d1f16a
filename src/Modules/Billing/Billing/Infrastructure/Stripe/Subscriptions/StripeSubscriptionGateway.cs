using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;

namespace LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;

/// <summary>Stripe's subscriptions: which call, with which fields.</summary>
internal sealed class StripeSubscriptionGateway(StripeClient stripe) : ISubscriptionGateway
{
    private const int Page = 100;

    public async Task<GatewayAnswer<HostedPage>> CreatePage(PageOrder order, string customerId, CancellationToken cancel)
    {
        var answer = await stripe.Post(
            "v1/checkout/sessions", PlanForms.Page(order, customerId), order.Key, PlansJson.Default.PlanPage, cancel);
        return answer.Select(PlanReading.Page);
    }

    public async Task<GatewayAnswer<HostedPage>> GetPage(string sessionId, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/checkout/sessions/{sessionId}", StripeForm.Empty, PlansJson.Default.PlanPage, cancel);
        return answer.Select(PlanReading.Page);
    }

    public async Task<GatewayAnswer<IReadOnlyList<HostedPage>>> ListPages(string customerId, DateTimeOffset since, CancellationToken cancel)
    {
        var query = new StripeForm(("customer", customerId), ("created", new StripeForm(("gte", since))), ("limit", Page));
        var answer = await stripe.Get("v1/checkout/sessions", query, PlansJson.Default.Pages, cancel);
        return answer.Select<IReadOnlyList<HostedPage>>(list => [.. list.Data.Select(PlanReading.Page)]);
    }

    public async Task<GatewayAnswer<HostedPage>> ExpirePage(string sessionId, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post($"v1/checkout/sessions/{sessionId}/expire", StripeForm.Empty, key, PlansJson.Default.PlanPage, cancel);
        return answer.Select(PlanReading.Page);
    }

    public async Task<GatewayAnswer<FetchedSubscription>> GetSubscription(string stripeId, CancellationToken cancel)
    {
        var query = new StripeForm(("expand", new[] { "latest_invoice" }));
        var answer = await stripe.Get($"v1/subscriptions/{stripeId}", query, PlansJson.Default.PlanSubscription, cancel);
        if (!answer.Succeeded(out var subscription)) return answer.Select<FetchedSubscription>(_ => null!);

        // The latest bill alone does not tell since when it is behind: of two unpaid months it is the younger.
        var open = PlanReading.Waits(subscription) ? await ListOpen(stripeId, cancel) : GatewayAnswer<StripeList<PlanInvoice>>.Of(new([], HasMore: false));
        if (!open.Succeeded(out var bills)) return GatewayAnswer<FetchedSubscription>.Unknown;
        return PlanReading.Subscription(subscription, bills.Data) is { } fetched
            ? GatewayAnswer<FetchedSubscription>.Of(fetched)
            : GatewayAnswer<FetchedSubscription>.Refused(Refusal.NotFound);
    }

    public async Task<GatewayAnswer<Bill>> PreviewChange(PlanChangeTerms terms, string customerId, CancellationToken cancel)
    {
        // A preview changes nothing, so a key of the same words may be answered by an older one: it is told apart by its second.
        var key = $"preview:{terms.StripeId}:{terms.PriceId}:{terms.AsOf.ToUnixTimeSeconds()}:{Guid.CreateVersion7()}";
        var answer = await stripe.Post("v1/invoices/create_preview", PlanForms.Preview(terms, customerId), key, PlansJson.Default.PlanInvoice, cancel);
        return Read(answer, invoice => invoice.Lines?.Data ?? []);
    }

    public async Task<GatewayAnswer<string>> ChangePlan(PlanChangeTerms terms, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post($"v1/subscriptions/{terms.StripeId}", PlanForms.Change(terms), key, PlansJson.Default.Named, cancel);
        return answer.Select(subscription => subscription.Id);
    }

    public async Task<GatewayAnswer<string>> SetEnding(string stripeId, bool endsAtPeriodEnd, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post($"v1/subscriptions/{stripeId}", PlanForms.Ending(endsAtPeriodEnd), key, PlansJson.Default.Named, cancel);
        return answer.Select(subscription => subscription.Id);
    }

    public async Task<GatewayAnswer<string>> DropEnd(string stripeId, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post($"v1/subscriptions/{stripeId}", PlanForms.NoEnd, key, PlansJson.Default.Named, cancel);
        return answer.Select(subscription => subscription.Id);
    }

    public async Task<GatewayAnswer<string>> CancelNow(string stripeId, CancellationToken cancel)
    {
        var answer = await stripe.Delete($"v1/subscriptions/{stripeId}", PlansJson.Default.Named, cancel);
        return answer.Select(subscription => subscription.Id);
    }

    public async Task<GatewayAnswer<Bill>> GetBill(string invoiceId, CancellationToken cancel)
    {
        var answer = await stripe.Get(
            $"v1/invoices/{invoiceId}", new StripeForm(("expand", new[] { "payments" })), PlansJson.Default.PlanInvoice, cancel);
        if (!answer.Succeeded(out var invoice) || invoice.Lines is not { HasMore: true }) return Read(answer, bill => bill.Lines?.Data ?? []);

        var whole = await stripe.Get($"v1/invoices/{invoiceId}/lines", new StripeForm(("limit", Page)), PlansJson.Default.Lines, cancel);
        return whole.Succeeded(out var lines) ? Read(answer, _ => lines.Data) : GatewayAnswer<Bill>.Unknown;
    }

    public async Task<GatewayAnswer<Uri>> OpenPortal(string customerId, string locale, Uri returnTo, string key, CancellationToken cancel)
    {
        var answer = await stripe.Post(
            "v1/billing_portal/sessions", PlanForms.Portal(customerId, locale, returnTo), key, PlansJson.Default.PlanPortal, cancel);
        return answer.Select(portal => new Uri(portal.Url));
    }

    public async Task<GatewayAnswer<FetchedCard>> GetCard(string paymentMethod, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/payment_methods/{paymentMethod}", StripeForm.Empty, PlansJson.Default.PlanPaymentMethod, cancel);
        if (!answer.Succeeded(out var method)) return answer.Select<FetchedCard>(_ => null!);

        string? customersDefault = null;
        if (method.Customer is { } customer)
        {
            var asked = await stripe.Get($"v1/customers/{customer}", StripeForm.Empty, PlansJson.Default.PlanCustomer, cancel);
            if (asked.IsUnknown) return GatewayAnswer<FetchedCard>.Unknown;
            if (asked.Succeeded(out var owner)) customersDefault = owner.InvoiceSettings?.DefaultPaymentMethod;
        }

        return PlanReading.Card(method, customersDefault) is { } card ? GatewayAnswer<FetchedCard>.Of(card) : GatewayAnswer<FetchedCard>.Refused(Refusal.Other);
    }

    public async Task<GatewayAnswer<string>> GetDefaultCard(string customerId, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/customers/{customerId}", StripeForm.Empty, PlansJson.Default.PlanCustomer, cancel);
        if (!answer.Succeeded(out var customer)) return answer.Select(found => found.Id);
        return customer.InvoiceSettings?.DefaultPaymentMethod is { } card
            ? GatewayAnswer<string>.Of(card)
            : GatewayAnswer<string>.Refused(Refusal.NotFound);
    }

    public async Task<GatewayAnswer<string>> GetCardOfSetup(string setupIntent, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/setup_intents/{setupIntent}", StripeForm.Empty, PlansJson.Default.PlanSetup, cancel);
        if (!answer.Succeeded(out var setup)) return answer.Select(found => found.Id);
        return setup is { Status: "succeeded", PaymentMethod: { } card } ? GatewayAnswer<string>.Of(card) : GatewayAnswer<string>.Refused(Refusal.Other);
    }

    private Task<GatewayAnswer<StripeList<PlanInvoice>>> ListOpen(string stripeId, CancellationToken cancel) => stripe.Get(
        "v1/invoices", new StripeForm(("subscription", stripeId), ("status", "open"), ("limit", Page)), PlansJson.Default.Invoices, cancel);

    private static GatewayAnswer<Bill> Read(GatewayAnswer<PlanInvoice> answer, Func<PlanInvoice, IReadOnlyList<PlanLine>> lines)
    {
        if (!answer.Succeeded(out var invoice)) return answer.Select<Bill>(_ => null!);
        return PlanReading.Bill(invoice, lines(invoice)) is { } bill ? GatewayAnswer<Bill>.Of(bill) : GatewayAnswer<Bill>.Refused(Refusal.NotFound);
    }
}
