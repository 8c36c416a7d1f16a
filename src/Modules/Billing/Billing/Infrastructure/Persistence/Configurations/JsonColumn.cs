using System.Text.Json;
using LeadMarket.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Billing.Infrastructure.Persistence.Configurations;

/// <summary>Documents that are kept as they were, and compared by what they say.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) =>
        property.HasColumnType("jsonb").HasConversion(
            value => JsonSerializer.Serialize(value, EventJson.Options),
            json => JsonSerializer.Deserialize<T>(json, EventJson.Options)!);
}
