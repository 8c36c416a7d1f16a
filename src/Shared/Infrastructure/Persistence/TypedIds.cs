using System.Data;
using System.Reflection;
using Dapper;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>Finds id types, so that a new one needs no registration.</summary>
internal static class TypedIds
{
    public static IEnumerable<Type> In(params IEnumerable<Assembly> assemblies) => assemblies
        .Distinct()
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsValueType && typeof(ITypedId).IsAssignableFrom(type));
}

/// <summary>How EF stores an id: as its UUID.</summary>
internal sealed class TypedIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Rebuild(value))
    where TId : struct, ITypedId<TId>
{
    // An expression tree cannot hold a call through a static abstract member.
    private static TId Rebuild(Guid value) => TId.From(value);
}

/// <summary>How Dapper reads and writes an id.</summary>
internal sealed class TypedIdHandler<TId> : SqlMapper.TypeHandler<TId>
    where TId : struct, ITypedId<TId>
{
    public override void SetValue(IDbDataParameter parameter, TId value) => parameter.Value = value.Value;

    public override TId Parse(object value) => TId.From((Guid)value);
}

/// <summary>Npgsql hands over UTC <see cref="DateTime"/>; the product speaks <see cref="DateTimeOffset"/>.</summary>
internal sealed class UtcTimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;

    public override DateTimeOffset Parse(object value) => new((DateTime)value, TimeSpan.Zero);
}
