using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Subscriptions.Cards;

/// <summary>Keeps what may be shown of a contractor's card.</summary>
internal sealed record ApplyCard(FetchedCard Said, string? EventId) : ICommand;

internal sealed class ApplyCardHandler(ICards cards, IAccounts accounts, IStripeEvents events, TimeProvider clock) : ICommandHandler<ApplyCard>
{
    public async Task<Result> Handle(ApplyCard request, CancellationToken cancellationToken)
    {
        var (said, now) = (request.Said, clock.GetUtcNow());
        if (await OwnerOf(said, cancellationToken) is { } contractor)
        {
            await accounts.Hold(contractor, cancellationToken);
            await Keep(said, contractor, now, cancellationToken);
        }

        if (request.EventId is { } id) await events.MarkProcessed(id, now, cancellationToken);
        return Result.Success;
    }

    // A card that was taken away names no customer any more; we know whose it was.
    private async Task<ContractorId?> OwnerOf(FetchedCard said, CancellationToken cancel) => said.Customer is { } customer
        ? await cards.OwnerOf(customer, cancel)
        : (await cards.Find(said.Id, cancel))?.ContractorId;

    private async Task Keep(FetchedCard said, ContractorId contractor, DateTimeOffset now, CancellationToken cancel)
    {
        if (said.IsDefault) await cards.ClearDefault(contractor, except: said.Id, cancel);
        if (await cards.Find(said.Id, cancel) is { } known) known.Follow(said, now);
        else cards.Add(Card.Of(contractor, said, now));
    }
}
