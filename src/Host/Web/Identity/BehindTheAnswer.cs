using System.Threading.Channels;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Web.Identity;

/// <summary>Does behind the answer what depends on whether an address has an account: neither the time that it takes nor its failure may
/// tell. What is lost with a host is asked for again.</summary>
public sealed class BehindTheAnswer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BehindTheAnswer> log) : BackgroundService
{
    // Far more than the limits of requests let come; a flood must not fill the memory.
    private const int MostWaiting = 1000;

    // Longer than most of the work takes, so that the next request does not meet it either.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(400);

    // Of its own: that of the request ends with the answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Work> _waiting = Channel.CreateBounded<Work>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>What is done as anonymous, until it becomes somebody else.</summary>
    public delegate Task Work(IServiceProvider services, CancellationToken cancel);

    /// <summary>Returns after a fixed time, whatever becomes of the work.</summary>
    public Task Do(Work work, CancellationToken cancel)
    {
        if (!_waiting.Writer.TryWrite(work)) log.LogError("Too much waits behind answers about accounts; something was dropped.");
        return Task.Delay(AnswerTime, clock, cancel);
    }

    /// <summary>Does what was promised before the host goes.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var work in _waiting.Reader.ReadAllAsync(CancellationToken.None)) await Finish(work);
    }

    private async Task Finish(Work work)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.Anonymous);
            await work(scope.ServiceProvider, limit.Token);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "What was promised to the owner of an address could not be done.");
        }
    }
}
