using FluentValidation;
using LeadMarket.Architecture.Tests.Engine;
using LeadMarket.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Architecture.Tests.Host;

[Collection(BuiltHostCollection.Name)]
public sealed class HostTests(BuiltHost host)
{
    private Registrations Product => new(host.Services, [.. host.ModuleAssemblies.SelectMany(assembly => assembly.GetTypes())]);

    [Fact]
    public void The_host_registers_every_module_on_disk() => host.ModuleAssemblies.Select(assembly => assembly.GetName().Name).ShouldBe(
        SolutionLayout.OfThisRepository.Modules.SelectMany(module => new[] { $"LeadMarket.{module}", $"LeadMarket.{module}.Contracts" }), ignoreOrder: true);

    [Fact]
    public void Every_handler_and_validator_resolves() => HostRules.HandlersResolve.Check(Product);

    [Fact]
    public void Every_handler_and_validator_resolves_is_caught_when_violated()
    {
        using var services = new ServiceCollection().AddScoped<IValidator<Heard>, NeedsWhatNobodyRegistered>().BuildServiceProvider();
        HostRules.HandlersResolve.ShouldCatch(
            new Registrations(services, [typeof(NeedsWhatNobodyRegistered), typeof(Unregistered)]), "Unable to resolve service", "Unregistered");
    }

    [Fact]
    public void Every_event_is_heard() => HostRules.EventsAreHeard.Check(Product);

    [Fact]
    public void Every_event_is_heard_is_caught_when_violated() => HostRules.EventsAreHeard.ShouldCatch(Seeded(typeof(Heard)), "Heard → nobody hears it");

    [Fact]
    public void Every_event_has_a_name_of_its_own() => HostRules.EventNamesAreUnique.Check(Product);

    [Fact]
    public void Every_event_has_a_name_of_its_own_is_caught_when_violated() =>
        HostRules.EventNamesAreUnique.ShouldCatch(Seeded(typeof(Heard), typeof(SameName), typeof(Nameless)), "SameName → seeded.heard.v1 of", "Nameless → no name");

    [Fact]
    public void Every_event_survives_its_JSON() => HostRules.EventsSurviveJson.Check(Product);

    [Fact]
    public void Every_event_survives_its_JSON_is_caught_when_violated() =>
        HostRules.EventsSurviveJson.ShouldCatch(Seeded(typeof(Heard), typeof(LosesItsValue)), "LosesItsValue → ");

    [Fact]
    public async Task Every_endpoint_names_a_policy_or_is_anonymous_for_a_reason() => EndpointRules.EndpointsNameAPolicy.Check(await EndpointRules.Of(host.App));

    [Fact]
    public void Every_endpoint_names_a_policy_or_is_anonymous_for_a_reason_is_caught_when_violated() => EndpointRules.EndpointsNameAPolicy.ShouldCatch(
        [
            new NamedEndpoint("/forgot", EndpointMetadataCollection.Empty),
            new NamedEndpoint("/open", new EndpointMetadataCollection(new AllowAnonymousAttribute())),
            new NamedEndpoint("/anybody", new EndpointMetadataCollection(new AuthorizeAttribute())),
        ],
        "/forgot → names no policy", "/open → is anonymous without a reason", "/anybody → asks for a signed-in user without a policy");

    [Fact]
    public async Task Every_reason_on_the_anonymous_list_is_of_an_endpoint_that_exists() =>
        AnonymousEndpoints.Reasons.Keys.Except((await EndpointRules.Of(host.App)).Select(endpoint => endpoint.Name), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void A_rule_over_the_host_that_examined_nothing_fails()
    {
        foreach (var rule in new[] { HostRules.HandlersResolve, HostRules.EventsAreHeard, HostRules.EventNamesAreUnique, HostRules.EventsSurviveJson })
            Should.Throw<RuleExaminedNothingException>(() => rule.Check(Seeded()));
        Should.Throw<RuleExaminedNothingException>(() => EndpointRules.EndpointsNameAPolicy.Check([]));
    }

    private Registrations Seeded(params Type[] types) => new(host.Services, types);

    [EventName("seeded.heard.v1")]
    private sealed record Heard(LeadId Lead) : IIntegrationEvent;

    [EventName("seeded.heard.v1")]
    private sealed record SameName(LeadId Lead) : IIntegrationEvent;

    private sealed record Nameless(LeadId Lead) : IIntegrationEvent;

    private sealed class LosesItsValue(int number) : IIntegrationEvent
    {
        public int Doubled { get; } = number * 2;
    }

    private sealed class Unregistered : AbstractValidator<Heard>;

    private sealed class NeedsWhatNobodyRegistered : AbstractValidator<Heard>
    {
        public NeedsWhatNobodyRegistered(IFormatProvider missing) => RuleFor(heard => heard.Lead).Must(_ => missing is not null);
    }
}
