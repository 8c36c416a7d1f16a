using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>Takes a contact back from every buyer who still has it. After <see cref="WithdrawListingCommand"/>, so that none is made
/// anew. Idempotent.</summary>
/// <param name="Erased">The homeowner is to be forgotten, with what they wrote in words of their own.</param>
internal sealed record DestroyCopiesCommand(LeadId Lead, bool Erased) : ICommand;

internal sealed class DestroyCopiesHandler(IListings listings, IUnlocks unlocks, Market market, TimeProvider clock) : ICommandHandler<DestroyCopiesCommand>
{
    public async Task<Result> Handle(DestroyCopiesCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var contact in await unlocks.LockContacts(command.Lead, cancellationToken)) contact.TakeBack(command.Erased, now);

        // What was picked from a list stays: figures of nobody. A question that the market no longer asks may have been of any kind.
        if (command.Erased && await listings.LockOf(command.Lead, cancellationToken) is { } listing)
            listing.KeepAnswersTo([.. Picked(listing.Service)]);
        return Result.Success;
    }

    private IEnumerable<string> Picked(string service) =>
        (market.FindService(service)?.Questions ?? []).Where(question => question.Kind is not QuestionKind.Text).Select(question => question.Key);
}
