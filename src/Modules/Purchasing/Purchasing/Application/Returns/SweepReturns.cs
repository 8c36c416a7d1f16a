using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Returns;

/// <summary>Keeps the promise for returns that nobody has decided in time, and looks after the money of those that were approved.</summary>
internal sealed record SweepReturns : IProcess;

internal sealed class SweepReturnsProcess(IMediator modules) : IProcessHandler<SweepReturns>
{
    public async Task<Result> Handle(SweepReturns request, CancellationToken cancellationToken)
    {
        var due = await modules.Send(new FindDueReturns(), cancellationToken);
        if (due.IsFailure) return due.Error;
        var (approved, open) = (due.Value.Where(found => found.Approved), due.Value.Where(found => !found.Approved));
        try
        {
            // First, because the promise waits for nobody's money.
            await modules.ForEach(open, found => new JudgeReturnCommand(found.Id), cancellationToken);
        }
        finally
        {
            // While Stripe does not answer each of them would wait for it in vain.
            await modules.ForEach(
                approved, found => new SettleReturnProcess(found.Id), cancellationToken, answer => answer is { IsFailure: true, Error.Kind: ErrorKind.Unavailable });
        }

        return Result.Success;
    }
}

/// <summary>Returns that somebody has to look at now, a sweep's worth: those to be decided first, and the longest due.</summary>
internal sealed record FindDueReturns : IQuery<IReadOnlyList<DueReturn>>
{
    /// <summary>A request is judged by its own event. When that is held up for so long, the sweep does it: the promise is not there to be missed.</summary>
    public static readonly TimeSpan EventIsLate = TimeSpan.FromSeconds(10);
}

/// <param name="Approved">What is due is its money.</param>
internal sealed record DueReturn(ReturnId Id, bool Approved);
