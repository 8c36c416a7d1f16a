using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.LeadWork;

/// <summary>In the transaction that destroys the contact: what was written about the person goes with it.</summary>
internal sealed class ForgetWordsWithTheContact(IWorkedLeads leads) : IDomainEventHandler<ContactDestroyed>
{
    public Task Handle(ContactDestroyed domainEvent, CancellationToken cancel) => leads.ForgetWords(domainEvent.Unlock, cancel);
}

/// <summary>Every unlock that has, or had, a lead's contact.</summary>
internal sealed record FindBoughtOf(LeadId Lead) : IQuery<IReadOnlyList<UnlockId>>;

/// <summary>Destroys what the buyer of a lead wrote about the person, also after they had lost the contact. Idempotent.</summary>
/// <remarks>One buyer at a time: with the words of one it must not wait for the unlock of another.</remarks>
internal sealed record ForgetWordsCommand(UnlockId Unlock) : ICommand;

internal sealed class ForgetWordsHandler(IUnlocks unlocks, IWorkedLeads leads) : ICommandHandler<ForgetWordsCommand>
{
    public async Task<Result> Handle(ForgetWordsCommand command, CancellationToken cancellationToken)
    {
        await unlocks.Lock(command.Unlock, cancellationToken);
        await leads.ForgetWords(command.Unlock, cancellationToken);
        return Result.Success;
    }
}
