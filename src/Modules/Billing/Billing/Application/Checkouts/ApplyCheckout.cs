using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Copies what Stripe said, when asked, about a purchase's money. The same for a webhook, late, twice or out of order.</summary>
/// <param name="SessionId">Null when a payment was looked at without its session.</param>
/// <param name="Amount">What was really captured.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record ApplyCheckout(
    PurchaseId Purchase, HostedState State, string? SessionId, string? PaymentIntent, Money Amount, string? Customer,
    DateTimeOffset At, string? EventId) : ICommand;

internal sealed class ApplyCheckoutHandler(
    ICheckouts checkouts, IAccounts accounts, IPayments payments, IStripeEvents events, IOutbox outbox, TimeProvider clock,
    ILogger<ApplyCheckoutHandler> log) : ICommandHandler<ApplyCheckout>
{
    public async Task<Result> Handle(ApplyCheckout request, CancellationToken cancellationToken)
    {
        var checkout = await checkouts.Hold(request.Purchase, cancellationToken);
        if (checkout?.ContractorId is { } contractor) await Apply(request, checkout, contractor, cancellationToken);
        else log.LogWarning("Stripe knows purchase {Purchase} ({Session}), Billing does not.", request.Purchase, request.SessionId);

        if (request.EventId is { } eventId) await events.MarkProcessed(eventId, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }

    private async Task Apply(ApplyCheckout said, Checkout checkout, ContractorId contractor, CancellationToken cancel)
    {
        if (said.State is HostedState.Paid)
        {
            await WarnOfMismatch(said, checkout, contractor, cancel);
            await Pay(said, checkout, contractor, cancel);
        }
        else if (said.State is HostedState.Expired && (checkout.SessionId ?? said.SessionId) == said.SessionId)
        {
            checkout.Close(clock.GetUtcNow());
        }
    }

    private async Task Pay(ApplyCheckout said, Checkout checkout, ContractorId contractor, CancellationToken cancel)
    {
        if (said.PaymentIntent is { } intent)
        {
            if (await payments.Find(intent, cancel) is not null) return;

            var first = await payments.FindAccepted(said.Purchase, cancel) is null;
            var payment = Payment.Capture(intent, said.Purchase, contractor, said.Amount, accepted: first, said.At);
            payments.Add(payment);
            if (!first) GiveBack(payment);
        }

        checkout.MarkPaid(said.Amount, said.SessionId, said.At);
    }

    // Two payments for one purchase: the first one bought it, only the second goes back.
    private void GiveBack(Payment second)
    {
        var refund = Refund.OfSecond(second, clock.GetUtcNow());
        payments.Add(refund);
        outbox.Publish(new RefundOwed(refund.Id));
        log.LogWarning("Purchase {Purchase} was paid twice; {PaymentIntent} goes back.", second.PurchaseId, second.PaymentIntent);
    }

    // What was captured is published as it is: the purchase's owner compares, and gives back what it did not ask for.
    private async Task WarnOfMismatch(ApplyCheckout said, Checkout checkout, ContractorId contractor, CancellationToken cancel)
    {
        if (said.Amount != checkout.Total)
            log.LogWarning("Purchase {Purchase} asked {Asked} and captured {Captured}.", said.Purchase, checkout.Total, said.Amount);

        var account = await accounts.Find(contractor, cancel);
        if (said.Customer is not null && account?.CustomerId != said.Customer)
            log.LogWarning("Purchase {Purchase} was paid by customer {Customer}, not {Expected}.", said.Purchase, said.Customer, account?.CustomerId);
        if (checkout.SessionId is { } session && said.SessionId is not null && session != said.SessionId)
            log.LogWarning("Purchase {Purchase} was paid in session {Session}, not {Expected}.", said.Purchase, said.SessionId, session);
    }
}
