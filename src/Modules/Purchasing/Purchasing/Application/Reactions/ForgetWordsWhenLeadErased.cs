using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.LeadWork;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

/// <summary>A buyer who had lost the contact before could still write to staff about the person.</summary>
internal sealed class ForgetWordsWhenLeadErased(IMediator modules) : IReactionProcess<LeadErased>
{
    public async Task<Result> Handle(LeadErased integrationEvent, CancellationToken cancel)
    {
        var bought = await modules.Send(new FindBoughtOf(integrationEvent.Lead), cancel);
        if (bought.IsFailure) return bought.Error;
        foreach (var unlock in bought.Value)
        {
            var forgotten = await modules.Send(new ForgetWordsCommand(unlock), cancel);
            if (forgotten.IsFailure) return forgotten;
        }

        return Result.Success;
    }
}
