using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

/// <summary>The proof stands with the consent, also when the homeowner's own request broke off half way.</summary>
internal sealed class NoteWithdrawalWhenContactTakenBack(IMediator modules) : IReactionProcess<ContactWithdrawn>
{
    public async Task<Result> Handle(ContactWithdrawn integrationEvent, CancellationToken cancel)
    {
        var noted = await modules.Send(new NoteBuyerWithdrawn(integrationEvent.Lead, integrationEvent.Unlock), cancel);

        // Erased meanwhile: there is nobody left to prove it to.
        return noted.IsFailure && noted.Error.Kind is ErrorKind.NotFound ? Result.Success : noted;
    }
}
