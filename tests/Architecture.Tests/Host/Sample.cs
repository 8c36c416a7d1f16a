using LeadMarket.Kernel;

namespace LeadMarket.Architecture.Tests.Host;

/// <summary>Makes an instance of a record in which no value is its type's default, so that a lost one shows.</summary>
internal static class Sample
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<Type, object> Plain = new()
    {
        [typeof(string)] = "text",
        [typeof(int)] = 7,
        [typeof(long)] = 2900L,
        [typeof(decimal)] = 9.975m,
        [typeof(bool)] = true,
        [typeof(Guid)] = Guid.Parse("0193f000-0000-7000-8000-000000000001"),
        [typeof(DateTimeOffset)] = Noon,
        [typeof(DateOnly)] = new DateOnly(2026, 11, 21),
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(15),
        [typeof(Uri)] = new Uri("https://example.com/a"),
    };

    public static object Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.TryGetValue(type, out var value))
            return value;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsAssignableTo(typeof(ITypedId)))
            return Activator.CreateInstance(type, Plain[typeof(Guid)])!;
        if (Elements(type, typeof(IReadOnlyDictionary<,>)) is [var key, var held])
        {
            var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, held))!;
            map.Add(Of(key), Of(held));
            return map;
        }

        if (Elements(type, typeof(IEnumerable<>)) is [var element])
        {
            var list = Array.CreateInstance(element, 1);
            list.SetValue(Of(element), 0);
            return list;
        }

        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type.FullName} has no public constructor.");
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
    }

    private static Type[]? Elements(Type type, Type open) =>
        type.IsInterface ? type.GetInterfaces().Prepend(type).FirstOrDefault(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == open)?.GetGenericArguments() : null;
}
