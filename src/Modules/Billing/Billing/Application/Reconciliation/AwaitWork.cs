using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>Waits until what was received and told has been worked on, for a little while: the rest is found by comparing.</summary>
internal sealed record AwaitWork : IProcess;

internal sealed class AwaitWorkProcess(IMediator billing, TimeProvider clock) : IProcessHandler<AwaitWork>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int MostPauses = 150;

    // Hosts look for work every second: where none was taken for longer than that, no host runs.
    private const int PausesOfNobody = 10;

    public async Task<Result> Handle(AwaitWork request, CancellationToken cancellationToken)
    {
        var (last, idle) = (new WaitingWork(0, 0), 0);
        for (var pauses = 0; pauses < MostPauses && idle < PausesOfNobody; pauses++)
        {
            var counted = await billing.Send(new CountWork(), cancellationToken);
            if (!counted.Succeeded(out var work) || work is { Due: 0, Taken: 0 }) break;
            idle = work == last && work.Taken == 0 ? idle + 1 : 0;
            last = work;
            await Task.Delay(Pause, clock, cancellationToken);
        }

        return Result.Success;
    }
}

/// <summary>How much is waiting for its turn or being worked on.</summary>
internal sealed record CountWork : IQuery<WaitingWork>;

/// <param name="Due">Waits for somebody to take it.</param>
/// <param name="Taken">Somebody is at it.</param>
internal sealed record WaitingWork(int Due, int Taken);
