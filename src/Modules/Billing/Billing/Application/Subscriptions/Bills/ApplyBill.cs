using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Subscriptions.Bills;

/// <summary>Copies what Stripe said of a plan's bill: books it once it is paid, tells once that it could not be.</summary>
internal sealed record ApplyBill(Bill Said, string? EventId) : ICommand;

internal sealed class ApplyBillHandler(
    ISubscriptions subscriptions, IPlanBills bills, BillBooks books, IStripeEvents events, IOutbox outbox, Market market, TimeProvider clock)
    : ICommandHandler<ApplyBill>
{
    public async Task<Result> Handle(ApplyBill request, CancellationToken cancellationToken)
    {
        var (said, now) = (request.Said, clock.GetUtcNow());
        if (await Find(said, cancellationToken) is { } subscription) await Apply(said, subscription, now, cancellationToken);

        if (request.EventId is { } id) await events.MarkProcessed(id, now, cancellationToken);
        return Result.Success;
    }

    private async Task<Subscription?> Find(Bill said, CancellationToken cancel) =>
        await subscriptions.HoldAtStripe(said.Subscription, cancel)
        ?? (said.Row is { } row ? await subscriptions.Hold(row, cancel) : null)
        ?? (said.Customer is { } customer ? await subscriptions.HoldLiveOfCustomer(customer, cancel) : null);

    private async Task Apply(Bill said, Subscription subscription, DateTimeOffset now, CancellationToken cancel)
    {
        var bill = await bills.Find(said.Id, cancel);
        if (bill is null) bills.Add(bill = PlanBill.Of(said, subscription, now));

        bill.Follow(said);
        if (bill.Book(now)) await books.Book(said, bill, subscription, now, cancel);
        if (bill.TellFailure(said, now)) TellFailure(said, subscription, now);
    }

    private void TellFailure(Bill said, Subscription subscription, DateTimeOffset now) => outbox.Publish(new PlanPaymentFailed(
        subscription.ContractorId, subscription.Terms.BilledTo, subscription.Terms.Locale, subscription.Plan, new Money(said.DueCents, said.Currency),
        GraceUntil: (subscription.PastDueSince ?? said.CreatedAt) + market.Billing.Grace, said.NextTryAt, now));
}
