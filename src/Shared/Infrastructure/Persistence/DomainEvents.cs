using System.Collections.Concurrent;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>Hands a domain event to every handler of its own type.</summary>
internal static class DomainEvents
{
    private static readonly ConcurrentDictionary<Type, Func<IServiceProvider, IDomainEvent, CancellationToken, Task>> Typed = new();

    public static Task Handle(IServiceProvider services, IDomainEvent domainEvent, CancellationToken cancel) =>
        Typed.GetOrAdd(domainEvent.GetType(), MakeTyped)(services, domainEvent, cancel);

    private static Func<IServiceProvider, IDomainEvent, CancellationToken, Task> MakeTyped(Type type) =>
        typeof(DomainEvents)
            .GetMethod(nameof(HandleTyped), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<IServiceProvider, IDomainEvent, CancellationToken, Task>>();

    private static async Task HandleTyped<TEvent>(IServiceProvider services, IDomainEvent domainEvent, CancellationToken cancel)
        where TEvent : IDomainEvent
    {
        foreach (var handler in services.GetServices<IDomainEventHandler<TEvent>>())
            await handler.Handle((TEvent)domainEvent, cancel);
    }
}
