using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Copies what Stripe said, when asked, about a purchase's money, and books it. The same for a webhook, late, twice or out of order.</summary>
/// <param name="SessionId">Null when a payment was looked at without its session.</param>
/// <param name="Amount">What was really captured.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
/// <param name="Doubt">What only who asked could see to be wrong with it; the money then bought nothing.</param>
internal sealed record ApplyCheckout(
    PurchaseId Purchase, HostedState State, string? SessionId, string? PaymentIntent, Money Amount, string? Customer,
    DateTimeOffset At, string? EventId, string? Doubt = null) : ICommand;

internal sealed class ApplyCheckoutHandler(
    ICheckouts checkouts, IAccounts accounts, IPayments payments, IRefunds refunds, ICreditHolds credits, SaleBook sales, IAlarms alarms,
    IStripeEvents events, IOutbox outbox, TimeProvider clock, ILogger<ApplyCheckoutHandler> log) : ICommandHandler<ApplyCheckout>
{
    public async Task<Result> Handle(ApplyCheckout request, CancellationToken cancellationToken)
    {
        var checkout = await checkouts.Hold(request.Purchase, cancellationToken);
        if (checkout?.ContractorId is { } contractor) await Apply(request, checkout, contractor, cancellationToken);
        else if (request.State is HostedState.Paid) await RaiseUnknown(request, cancellationToken);
        else log.LogWarning("Stripe knows purchase {Purchase} ({Session}), Billing does not.", request.Purchase, request.SessionId);

        if (request.EventId is { } eventId) await events.MarkProcessed(eventId, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }

    // A database that was set back to before the purchase has no row of it, and Stripe's page was still open: real money, of which nothing else tells.
    private Task RaiseUnknown(ApplyCheckout said, CancellationToken cancel) => alarms.Raise(
        "payment-mismatch", said.PaymentIntent ?? said.SessionId ?? said.Purchase.ToString(),
        $"Stripe has {said.Amount.Cents} {said.Amount.Currency} for purchase {said.Purchase}, which Billing does not know: "
        + $"session {said.SessionId ?? "not told"}, payment {said.PaymentIntent ?? "not told"}.",
        said.Purchase, cancel);

    private async Task Apply(ApplyCheckout said, Checkout checkout, ContractorId contractor, CancellationToken cancel)
    {
        if (said.State is HostedState.Paid)
        {
            if (said.PaymentIntent is { } intent) await Pay(said, intent, checkout, contractor, cancel);
            else await alarms.Raise("payment-mismatch", said.SessionId ?? said.Purchase.ToString(), "Paid, says Stripe, without a payment.", said.Purchase, cancel);
        }
        else if (said.State is HostedState.Processing && IsAbout(said, checkout))
        {
            checkout.MarkProcessing(said.SessionId, said.PaymentIntent, said.At);
        }
        else if (said.State is HostedState.Expired && IsAbout(said, checkout))
        {
            checkout.Close(clock.GetUtcNow());
        }
    }

    // News of a payment alone is of a try with a kept card.
    private static bool IsAbout(ApplyCheckout said, Checkout checkout) => said.SessionId is { } session
        ? (checkout.SessionId ?? session) == session
        : checkout.TriesCard && checkout.SessionId is null && (checkout.CardIntent ?? said.PaymentIntent) == said.PaymentIntent;

    private async Task Pay(ApplyCheckout said, string intent, Checkout checkout, ContractorId contractor, CancellationToken cancel)
    {
        if (await payments.Find(intent, cancel) is not null) return;

        var first = checkout.State is not CheckoutState.Paid;
        var payment = Payment.Capture(intent, said.Purchase, contractor, said.Amount, accepted: first, said.At);
        payments.Add(payment);
        if (!first)
        {
            await GiveBack(payment, cancel);
            return;
        }

        var mismatch = await MismatchOf(said, checkout, contractor, cancel);
        if (mismatch is null) await sales.Book(checkout, intent, said.At, cancel);
        else await Quarantine(payment, mismatch, cancel);
        if (mismatch is null && checkout is { Terms.KeepCard: true, TriesCard: false }) outbox.Publish(new CardKept(intent));
        checkout.MarkPaid(mismatch is null ? checkout.Total : said.Amount, mismatch is null, said.SessionId, said.At);
    }

    // Two payments for one purchase: the first one bought it, only the second goes back.
    private async Task GiveBack(Payment second, CancellationToken cancel)
    {
        await sales.Suspend(second, cancel);
        await alarms.Raise("second-payment", second.PaymentIntent, $"Purchase {second.PurchaseId} was paid twice; this payment goes back.", second.PurchaseId, cancel);
        var refund = Refund.OfSecond(second, clock.GetUtcNow());
        refunds.Add(refund);
        outbox.Publish(new RefundOwed(refund.Id));
    }

    // Published as it is: the purchase's owner gives back what bought nothing, and until then it is nobody's sale.
    private async Task Quarantine(Payment payment, string mismatch, CancellationToken cancel)
    {
        await sales.Suspend(payment, cancel);
        await credits.Release(payment.PurchaseId, cancel);
        await alarms.Raise("payment-mismatch", payment.PaymentIntent, mismatch, payment.PurchaseId, cancel);
    }

    /// <summary>Why the money cannot be what was asked for; null when it is. Then its credits are taken.</summary>
    private async Task<string?> MismatchOf(ApplyCheckout said, Checkout checkout, ContractorId contractor, CancellationToken cancel)
    {
        if (said.Doubt is not null) return said.Doubt;
        if (said.Amount != checkout.Card)
            return $"Asked {checkout.Card.Cents} {checkout.Card.Currency} and captured {said.Amount.Cents} {said.Amount.Currency}.";

        var account = await accounts.Find(contractor, cancel);
        if (said.Customer is not null && account?.CustomerId != said.Customer)
            return $"Paid by customer {said.Customer}, not {account?.CustomerId}.";
        if (checkout.SessionId is { } session && said.SessionId is not null && session != said.SessionId)
            return $"Paid in session {said.SessionId}, not {session}.";

        return checkout.CreditCents == 0 || await credits.Take(said.Purchase, cancel)
            ? null
            : $"Paid after the checkout was closed; the {checkout.CreditCents} cents of credits that belong to it were spent on something else meanwhile.";
    }
}
