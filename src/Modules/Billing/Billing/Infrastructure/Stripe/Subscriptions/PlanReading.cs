using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;

/// <summary>Stripe's objects in Billing's words.</summary>
internal static class PlanReading
{
    private const string Row = "subscription_id";

    public static HostedPage Page(PlanPage page) => new(
        page.Id,
        page.Status switch { "complete" => HostedState.Paid, "expired" => HostedState.Expired, _ => HostedState.Open },
        page.Url,
        page.Mode is "subscription" ? RowOf(page.Metadata) : null,
        page.Status is "complete" ? page.Subscription : null);

    /// <summary>Whether there are bills that it waits for, which have to be asked for by themselves.</summary>
    public static bool Waits(PlanSubscription subscription) =>
        subscription.PendingUpdate is not null || subscription.Status is "past_due" or "unpaid" or "incomplete";

    /// <summary>Null for a subscription to nothing, which is none of ours.</summary>
    public static FetchedSubscription? Subscription(PlanSubscription subscription, IEnumerable<PlanInvoice> open) =>
        subscription.Items?.Data is [{ Price: { } price } item, ..]
            ? new FetchedSubscription(
                subscription.Id, RowOf(subscription.Metadata), subscription.Customer, State(subscription.Status),
                new FetchedItem(item.Id, Price(price), Time(item.CurrentPeriodEnd)),
                // Stripe's own page schedules the end by its date instead of by the switch.
                EndsAtPeriodEnd: subscription.CancelAtPeriodEnd is true || subscription.CancelAt is not null,
                subscription.DefaultPaymentMethod,
                subscription.PendingUpdate?.SubscriptionItems is [{ Price: { } pending }, ..] ? Price(pending) : null,
                Time(subscription.PendingUpdate?.ExpiresAt),
                subscription.LatestInvoice?.Id,
                [.. open.Where(invoice => invoice.Id is not null).Select(OpenBill)],
                Time(subscription.EndedAt))
            : null;

    public static Bill? Bill(PlanInvoice invoice, IReadOnlyList<PlanLine> lines)
    {
        if (invoice.Parent?.SubscriptionDetails is not { Subscription: { } subscription } details) return null;
        var taxes = Taxes(invoice.TotalTaxes);
        var total = invoice.Total ?? 0;
        var net = invoice.TotalExcludingTax ?? total - taxes.Sum(tax => tax.Cents);
        return new Bill(
            invoice.Id ?? "", Status(invoice.Status), subscription, RowOf(details.Metadata), invoice.Customer,
            IsRenewal: invoice.BillingReason is "subscription_cycle", invoice.Number, invoice.Currency?.ToUpperInvariant() ?? "",
            invoice.Subtotal ?? net, net, total, taxes, invoice.AmountDue ?? 0,
            BalanceCents: (invoice.EndingBalance ?? invoice.StartingBalance ?? 0) - (invoice.StartingBalance ?? 0),
            invoice.AttemptCount ?? 0, Time(invoice.NextPaymentAttempt), Time(invoice.Created) ?? default,
            Time(invoice.StatusTransitions?.PaidAt), invoice.HostedInvoiceUrl, [.. lines.Select(Line)],
            [.. (invoice.Payments?.Data ?? []).Where(payment => payment.Status is "paid").Select(Payment).OfType<BillPayment>()]);
    }

    public static ListedPrice Listed(PlanItemPrice price) => new(price.Id, price.Product ?? "", Amount(price));

    public static ListedTaxRate Listed(PlanTaxRateObject rate) => new(
        rate.Id, rate.Metadata?.GetValueOrDefault("code"), rate.Percentage.ToString("0.####", CultureInfo.InvariantCulture));

    public static FetchedCard? Card(PlanPaymentMethod method, string? customersDefault) => method.Card is { } card
        ? new FetchedCard(method.Id, method.Customer, card.Brand ?? "", card.Last4 ?? "", card.ExpMonth ?? 0, card.ExpYear ?? 0, method.Id == customersDefault)
        : null;

    private static FetchedPrice Price(PlanItemPrice price) => new(price.Id, price.Metadata?.GetValueOrDefault("plan"), Amount(price));

    private static Money Amount(PlanItemPrice price) => new(price.UnitAmount ?? 0, price.Currency?.ToUpperInvariant() ?? "");

    private static OpenBill OpenBill(PlanInvoice invoice) => new(
        invoice.Id!, IsChange: invoice.BillingReason is "subscription_update",
        Time(invoice.StatusTransitions?.FinalizedAt ?? invoice.Created) ?? default, invoice.HostedInvoiceUrl,
        invoice.AmountRemaining ?? invoice.AmountDue ?? 0);

    private static BillLine Line(PlanLine line) => new(
        line.Amount, Taxes(line.Taxes), line.Pricing?.PriceDetails?.Price, Time(line.Period?.Start) ?? default, Time(line.Period?.End) ?? default,
        IsProration: line.Parent?.SubscriptionItemDetails?.Proration is true);

    private static BillPayment? Payment(PlanPayment payment) =>
        payment.Payment?.PaymentIntent is { } intent && payment.AmountPaid is > 0 and { } cents ? new BillPayment(intent, cents) : null;

    private static IReadOnlyList<BillTax> Taxes(IReadOnlyList<PlanTax>? taxes) =>
        [.. (taxes ?? []).Select(tax => new BillTax(tax.TaxRateDetails?.TaxRate ?? "", tax.Amount))];

    private static SubscriptionState State(string? status) => status switch
    {
        "incomplete" => SubscriptionState.Incomplete,
        "active" or "trialing" => SubscriptionState.Active,
        "past_due" => SubscriptionState.PastDue,
        "unpaid" => SubscriptionState.Unpaid,
        "canceled" or "incomplete_expired" => SubscriptionState.Ended,
        _ => SubscriptionState.Paused,
    };

    private static BillStatus Status(string? status) => status switch
    {
        "paid" => BillStatus.Paid,
        "open" => BillStatus.Open,
        "void" => BillStatus.Void,
        "uncollectible" => BillStatus.Uncollectible,
        _ => BillStatus.Draft,
    };

    private static SubscriptionId? RowOf(Dictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(Row, out var text) && Guid.TryParse(text, out var id) ? new SubscriptionId(id) : null;

    private static DateTimeOffset? Time(long? seconds) => seconds is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
