using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Stripe;

/// <summary>Keeps what the client would have had operators told.</summary>
internal sealed class HeardAlarms : IMediator
{
    public HeardAlarms() => Scopes = new ServiceCollection().AddScoped<ActorContext>().AddSingleton<IMediator>(this)
        .BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();

    public IServiceScopeFactory Scopes { get; }

    public List<RaiseStripeAlarm> Raised { get; } = [];

    public List<ClearStripeAlarm> Cleared { get; } = [];

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        if (request is RaiseStripeAlarm raised) Raised.Add(raised);
        if (request is ClearStripeAlarm cleared) Cleared.Add(cleared);
        return Task.FromResult((TResponse)(object)Result.Success);
    }

    public Task<object?> Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification => throw new NotSupportedException();
}
