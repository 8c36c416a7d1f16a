using LeadMarket.Billing.Application.Plans;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Copies what Stripe said of a subscription, and tells what changed by it.</summary>
/// <param name="Seq">Of the fetch; null when nothing of ours went by that id.</param>
internal sealed record ApplySubscription(FetchedSubscription Said, long? Seq, string? EventId) : ICommand;

internal sealed class ApplySubscriptionHandler(
    ISubscriptions subscriptions, ICatalogue catalogue, IStripeEvents events, IOutbox outbox, PlanTelling telling, Market market, TimeProvider clock)
    : ICommandHandler<ApplySubscription>
{
    public async Task<Result> Handle(ApplySubscription request, CancellationToken cancellationToken)
    {
        var (said, now) = (request.Said, clock.GetUtcNow());
        if (await Find(said, cancellationToken) is not { } subscription) await WatchForSecond(said, cancellationToken);
        else if (await IsSecond(said, subscription, cancellationToken)) Cancel(said, subscription.ContractorId);
        else if (request.Seq is { } seq) await Follow(said, subscription, seq, now, cancellationToken);

        if (request.EventId is { } id) await events.MarkProcessed(id, now, cancellationToken);
        return Result.Success;
    }

    private async Task<Subscription?> Find(FetchedSubscription said, CancellationToken cancel) =>
        await subscriptions.HoldAtStripe(said.Id, cancel) ?? (said.Row is { } row ? await subscriptions.Hold(row, cancel) : null);

    private async Task Follow(FetchedSubscription said, Subscription subscription, long seq, DateTimeOffset now, CancellationToken cancel)
    {
        if (!subscription.IsLinked) await ReplaceOpenPage(subscription, now, cancel);

        var (bill, unpaid, card, price) = (subscription.LatestBill, subscription.PayUrl, subscription.DefaultCard, subscription.PriceId);
        subscription.Follow(said, await catalogue.Read(cancel), seq, now);
        // Again once it waits no more: who paid late and comes back sees it in their books without waiting for the bill's own webhook.
        if (subscription.LatestBill is { } latest && (latest != bill || (unpaid is not null && subscription.PayUrl is null))) outbox.Publish(new PlanBillSeen(latest));
        if (subscription.DefaultCard is { } used && used != card) outbox.Publish(new CardSeen(used));
        if (subscription.PriceId != price && market.FindPlan(subscription.Plan) is null)
            outbox.Publish(new UnknownPriceSeen(said.Id, said.Item.Price.Id));

        // A late word about one that is over says nothing about the one that is paid for now.
        var live = await subscriptions.HoldLive(subscription.ContractorId, cancel);
        await telling.Settle(subscription.ContractorId, live ?? subscription, now, cancel);
    }

    // A page that was given up, and paid all the same, counts when nothing else is paid for. A page opened since makes room.
    private async Task ReplaceOpenPage(Subscription subscription, DateTimeOffset now, CancellationToken cancel)
    {
        if (await subscriptions.HoldLive(subscription.ContractorId, cancel) is not { } page || page.Id == subscription.Id) return;
        await subscriptions.Replace(page, now, cancel);
        if (page.SessionId is { } session) outbox.Publish(new PageReplaced(session));
    }

    private async Task<bool> IsSecond(FetchedSubscription said, Subscription subscription, CancellationToken cancel)
    {
        if (subscription.StripeId is { } first) return first != said.Id;
        var live = await subscriptions.HoldLive(subscription.ContractorId, cancel);
        return live is { IsLinked: true } && live.Id != subscription.Id;
    }

    // Made by somebody in Stripe's dashboard: it names no row of ours, only a customer of ours.
    private async Task WatchForSecond(FetchedSubscription said, CancellationToken cancel)
    {
        if (said.Customer is null) return;
        if (await subscriptions.HoldLiveOfCustomer(said.Customer, cancel) is { IsLinked: true } first) Cancel(said, first.ContractorId);
    }

    private void Cancel(FetchedSubscription said, ContractorId contractor)
    {
        if (said.State is not SubscriptionState.Ended) outbox.Publish(new SecondSubscriptionFound(said.Id, contractor));
    }
}
