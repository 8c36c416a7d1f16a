using LeadMarket.Infrastructure.Actors;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace LeadMarket.Infrastructure.Jobs;

/// <summary>The one job there is: sends a recurring request in a scope of its own, as the system.</summary>
// One sweep at a time over all hosts: a sweep that outlasts its interval is not joined by a second one.
[DisallowConcurrentExecution]
internal sealed class RequestJob(IServiceScopeFactory scopes, IEnumerable<RecurringRequest> requests, ILogger<RequestJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A schedule left behind by an older version names a request that is no more.
        if (requests.FirstOrDefault(request => request.Name == context.JobDetail.Key.Name) is not { } due) return;

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
        var outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(due.Request(), cancellationToken);
        if (outcome.IsFailure) log.LogWarning("{Job} was refused with {Code}.", due.Name, outcome.Error.Code);
    }
}
