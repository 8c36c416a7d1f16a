using System.Text.Json;
using LeadMarket.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Leads.Infrastructure.Persistence;

/// <summary>A property kept as one <c>jsonb</c> document, written as events are.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property)
        where T : class?
    {
        // The same document is the same value, whatever object holds it.
        var comparer = new ValueComparer<T>(
            (left, right) => Write(left) == Write(right),
            value => Write(value).GetHashCode(StringComparison.Ordinal),
            value => value);
        return property.HasColumnType("jsonb").HasConversion(value => Write(value), stored => Read<T>(stored), comparer);
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    public static T Read<T>(string stored) =>
        JsonSerializer.Deserialize<T>(stored, EventJson.Options) ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.");
}
