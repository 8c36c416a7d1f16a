using System.Text.Json;
using FluentValidation;
using LeadMarket.Architecture.Tests.Engine;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Architecture.Tests.Host;

/// <summary>A container, and the types that it should know.</summary>
public sealed record Registrations(IServiceProvider Services, IReadOnlyList<Type> Types)
{
    public IEnumerable<Type> Classes => Types.Where(type => type is { IsClass: true, IsAbstract: false });

    public IEnumerable<Type> Events => Classes.Where(type => type.IsAssignableTo(typeof(IIntegrationEvent)));
}

/// <summary>Rule 16: what the running host finds by scanning is all there is, and every event can be stored and is heard.</summary>
public static class HostRules
{
    private static readonly Type[] ByInterface = [typeof(IRequestHandler<,>), typeof(IValidator<>), typeof(IDomainEventHandler<>)];
    private static readonly Type[] BySubscription = [typeof(IReaction<>), typeof(IReactionProcess<>)];

    /// <summary>Events that nobody inside listens to, each with its reason.</summary>
    private static readonly Dictionary<string, string> External = new(StringComparer.Ordinal);

    public static Rule<Registrations> HandlersResolve { get; } = Rule.Over<Registrations, (Type Class, Type Service)>(
        "16. Every handler, validator and reaction resolves from the host's container",
        "register what it takes in its constructor, and let AddModule scan its assembly",
        input => input.Classes.SelectMany(type => Services(type).Select(service => (type, service))),
        (found, input) => Resolve(found.Class, found.Service, input.Services));

    public static Rule<Registrations> EventsAreHeard { get; } = Rule.Over<Registrations, Type>(
        "16. Every integration event has a subscriber or is listed as external",
        "write the reaction, delete the event, or give the reason in External",
        input => input.Events,
        (type, input) => (input.Services.GetServices<Subscription>().Any(subscription => subscription.EventType == type), External.ContainsKey(type.FullName!)) switch
        {
            (false, false) => ["nobody hears it"],
            (true, true) => ["is heard and still listed as external"],
            _ => [],
        });

    public static Rule<Registrations> EventNamesAreUnique { get; } = Rule.Over<Registrations, Type>(
        "16. Every integration event has a name of its own",
        "give it [EventName(\"module.what-happened.v1\")]",
        input => input.Events,
        (type, input) => NameOf(type) is not { } name
            ? ["no name"]
            : input.Events.Where(other => other != type && string.Equals(NameOf(other), name, StringComparison.Ordinal)).Select(other => $"{name} of {other.FullName}"));

    public static Rule<Registrations> EventsSurviveJson { get; } = Rule.Over<Registrations, Type>(
        "16. Every integration event survives its JSON",
        "make every property a constructor parameter of the same name and a type that JSON can hold",
        input => input.Events,
        (type, _) => RoundTrip(type));

    private static string? NameOf(Type type) =>
        Attribute.GetCustomAttribute(type, typeof(EventNameAttribute)) is EventNameAttribute named ? named.Name : null;

    private static IEnumerable<Type> Services(Type type)
    {
        var contracts = type.GetInterfaces().Where(contract => contract.IsGenericType).ToList();
        if (contracts.Exists(contract => BySubscription.Contains(contract.GetGenericTypeDefinition())))
            yield return type;
        foreach (var contract in contracts.Where(contract => ByInterface.Contains(contract.GetGenericTypeDefinition())))
            yield return contract;
    }

    private static IEnumerable<string> Resolve(Type type, Type service, IServiceProvider services)
    {
        using var scope = services.CreateScope();
        try
        {
            return scope.ServiceProvider.GetServices(service).Any(found => found?.GetType() == type) ? [] : ["is not registered"];
        }
        catch (InvalidOperationException missing)
        {
            return [missing.Message];
        }
    }

    private static IEnumerable<string> RoundTrip(Type type)
    {
        try
        {
            var written = JsonSerializer.Serialize(Sample.Of(type), type, EventJson.Options);
            var again = JsonSerializer.Serialize(JsonSerializer.Deserialize(written, type, EventJson.Options), type, EventJson.Options);
            return string.Equals(written, again, StringComparison.Ordinal) ? [] : [$"{written} comes back as {again}"];
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException)
        {
            return [failure.Message];
        }
    }
}
