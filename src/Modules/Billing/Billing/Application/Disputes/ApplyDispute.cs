using LeadMarket.Billing.Application.Balance;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Disputes;

/// <summary>Copies what Stripe said, when asked, about a dispute, and books what it moved.</summary>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record ApplyDispute(HostedDispute Said, string? EventId) : ICommand;

internal sealed class ApplyDisputeHandler(
    ICheckouts checkouts, IPayments payments, IDisputes disputes, ILedger ledger, IAlarms alarms, IStripeEvents events, TimeProvider clock)
    : ICommandHandler<ApplyDispute>
{
    public async Task<Result> Handle(ApplyDispute request, CancellationToken cancellationToken)
    {
        // Money of ours only: the account at Stripe may serve more than this product.
        if (await payments.Find(request.Said.PaymentIntent!, cancellationToken) is { } payment) await Apply(request.Said, payment, cancellationToken);
        if (request.EventId is { } eventId) await events.MarkProcessed(eventId, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }

    private async Task Apply(HostedDispute said, Payment payment, CancellationToken cancel)
    {
        await checkouts.Hold(payment.PurchaseId, cancel);
        var dispute = await disputes.Find(said.Id, cancel);
        var isNew = dispute is null;
        if (dispute is null) disputes.Add(dispute = Dispute.Of(payment, said.Id, said.OpenedAt));

        // A second payment bought nothing that could be frozen.
        dispute.Hear(said.Status, said.Reason, said.Amount, said.EvidenceDueAt, payment.Accepted, clock.GetUtcNow());

        // The import of Stripe's balance books the same causes: whoever comes first, and both in one order, or they wait for each other.
        foreach (var moved in BalanceBooking.InOrder(said.Movements)) await ledger.Post(BalanceBooking.Entry(moved), cancel);

        if (isNew) await alarms.Raise(OperatorAlarms.Dispute, said.Id, Detail(said), payment.PurchaseId, cancel);
        if (dispute is { ClosedAt: not null, HoldsMoney: false }) await alarms.Clear(OperatorAlarms.Dispute, said.Id, cancel);
    }

    private static string Detail(HostedDispute said) =>
        $"{said.Amount.Cents} cents {said.Amount.Currency} of {said.PaymentIntent} are disputed ({said.Reason}, {said.Status}); "
        + (said.EvidenceDueAt is { } due ? $"evidence is due {due:yyyy-MM-dd HH:mm} UTC." : "no evidence is asked for.");
}
