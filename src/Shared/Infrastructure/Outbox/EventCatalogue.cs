using System.Collections.Frozen;
using System.Reflection;
using LeadMarket.Kernel;

namespace LeadMarket.Infrastructure.Outbox;

/// <summary>Every event of the modules in this host, by its stored name.</summary>
public sealed class EventCatalogue
{
    private readonly FrozenDictionary<string, Type> _types;

    /// <exception cref="ArgumentException">Two events share a name.</exception>
    public EventCatalogue(IEnumerable<Type> events) => _types = events.ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public IReadOnlyCollection<Type> Types => _types.Values;

    public Type? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The name an event is stored under.</summary>
    public static string NameOf(Type type) => type.GetCustomAttribute<EventNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.FullName} has no [EventName].");
}
