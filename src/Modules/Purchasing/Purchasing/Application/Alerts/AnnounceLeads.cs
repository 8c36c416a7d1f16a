using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Purchasing.Application.Alerts;

/// <summary>Tells contractors of the leads that have opened to their plans since it last looked.</summary>
internal sealed record AnnounceLeads : IProcess;

internal sealed class AnnounceLeadsProcess(IMediator modules) : IProcessHandler<AnnounceLeads>
{
    /// <summary>A run's worth; the next one is seconds away.</summary>
    private const int MostBatches = 200;

    public async Task<Result> Handle(AnnounceLeads request, CancellationToken cancellationToken)
    {
        var added = await modules.Send(new AddMissingOpeningsCommand(), cancellationToken);
        if (added.IsFailure) return added;

        for (var batch = 0; batch < MostBatches; batch++)
        {
            var announced = await modules.Send(new AnnounceOpeningCommand(), cancellationToken);
            if (announced.IsFailure) return announced.Error;
            if (!announced.Value) break;
        }

        return Result.Success;
    }
}
