using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Tells operators when it is our key or our mode that is wrong, not what was asked. As the system, in a scope of its own:
/// whoever happened to ask may be a contractor, and neither raises alarms nor sees them.</summary>
internal sealed class StripeWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StripeWatch> log)
{
    private const string Key = "stripe-key";

    // A shop full of buyers would raise the same alarm a hundred times a second.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private long _quietUntil;
    private int _refused;

    /// <summary>401 or 403: the key is wrong, revoked, or may not do this.</summary>
    public Task Refused(string method, string path, int status, string? requestId)
    {
        Interlocked.Exchange(ref _refused, 1);
        return RaiseAtTimes(new RaiseStripeAlarm(RaiseStripeAlarm.PaymentsRefused, Key, $"Stripe answered {status} to {method} {path} ({requestId})."));
    }

    /// <summary>An object of test money for a live key, or the reverse: the address we send to is not what the key is for.</summary>
    public Task WrongMode(string method, string path, string? requestId) =>
        RaiseAtTimes(new RaiseStripeAlarm(RaiseStripeAlarm.WrongMode, "api", $"{method} {path} ({requestId}) answered with an object of the other mode."));

    /// <summary>Our key is taken again.</summary>
    public async Task Answered()
    {
        if (Volatile.Read(ref _refused) == 0 || Interlocked.Exchange(ref _refused, 0) == 0) return;
        Interlocked.Exchange(ref _quietUntil, 0);
        await Send(new ClearStripeAlarm(RaiseStripeAlarm.PaymentsRefused, Key));
    }

    private async Task RaiseAtTimes(RaiseStripeAlarm alarm)
    {
        var now = clock.GetUtcNow();
        var until = Interlocked.Read(ref _quietUntil);
        if (now.UtcTicks < until || Interlocked.CompareExchange(ref _quietUntil, (now + Quiet).UtcTicks, until) != until) return;
        log.LogError("{Kind}: {Detail}", alarm.Kind, alarm.Detail);
        await Send(alarm);
    }

    private async Task Send(IRequest<Result> alarm)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(alarm, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The answer to who asked goes before the alarm; the next refusal raises it again.
            log.LogError(failure, "An alarm could not be raised.");
        }
    }
}
