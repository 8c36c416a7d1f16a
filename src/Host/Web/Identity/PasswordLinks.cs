using System.Threading.Channels;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Web.Identity;

/// <summary>Sends password links behind the answer that was given: neither the time that a mail takes nor its failure may tell who has
/// an account. A link that is lost with a host is asked for again.</summary>
public sealed class PasswordLinks(IServiceScopeFactory scopes, ILogger<PasswordLinks> log) : BackgroundService
{
    // Far more than the limit of requests lets come; a flood must not fill the memory.
    private const int MostWaiting = 1000;

    // Of its own: that of the request ends with the answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(string Email, string Locale)> _asked =
        Channel.CreateBounded<(string Email, string Locale)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public void Ask(string email, string locale)
    {
        if (!_asked.Writer.TryWrite((email, locale))) log.LogError("Too many password links wait; one was dropped.");
    }

    /// <summary>Sends what was promised before the host goes.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _asked.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (email, locale) in _asked.Reader.ReadAllAsync(CancellationToken.None)) await Send(email, locale);
    }

    private async Task Send(string email, string locale)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.Anonymous);
            await scope.ServiceProvider.GetRequiredService<PasswordLink>().Send(email, locale, limit.Token);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A password link could not be sent.");
        }
    }
}
