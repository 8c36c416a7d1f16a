using System.Reflection;
using LeadMarket.Architecture.Tests.Engine;
using static LeadMarket.Architecture.Tests.Code.ClockAndMoneyRules;
using static LeadMarket.Architecture.Tests.Code.LayerRules;
using static LeadMarket.Architecture.Tests.Code.MessageRules;
using static LeadMarket.Architecture.Tests.Code.ModuleRules;

namespace LeadMarket.Architecture.Tests.Code;

/// <summary>The product keeps each rule over IL, and each rule catches the types below <c>Seeded/</c> that break it.</summary>
public sealed class CodeTests
{
    private static CodeBase Product => CodeBase.OfThisRepository;

    [Fact]
    public void Every_module_on_disk_is_in_the_code_that_is_examined() =>
        Product.Modules.ShouldAllBe(module => module.Implementation.Any() && module.Types.Any(type => Product.IsContracts(type.Namespace)));

    [Fact]
    public void Notifications_hears_integration_events_only() => NotificationsOnlyHears.Check(Product);

    [Fact]
    public void Notifications_hears_integration_events_only_is_caught_when_violated() =>
        NotificationsOnlyHears.ShouldCatch(CodeBase.Seeded("Rule01"), "AsksForTheContact → Seeded.Rule01.Leads.Contracts.GetContact");

    [Fact]
    public void Contracts_carry_only_the_frameworks_Kernels_and_their_own_types() => ContractsSpeakKernel.Check(Product);

    [Fact]
    public void Contracts_carry_only_the_frameworks_Kernels_and_their_own_types_is_caught_when_violated() => ContractsSpeakKernel.ShouldCatch(
        CodeBase.Seeded("Rule02"), "ShowsContext → Microsoft.EntityFrameworkCore.DbContext", "ShowsDomain → Seeded.Rule02.Alpha.Domain.Secret", "Hidden is internal");

    [Fact]
    public void No_type_uses_another_modules_namespace_outside_Contracts() => ModulesMeetAtContracts.Check(Product);

    [Theory]
    [InlineData("ByGenericArgument")]
    [InlineData("ByTypeof")]
    [InlineData("ByAttribute")]
    [InlineData("InAsyncMethod")]
    [InlineData("InLambda")]
    [InlineData("InCatch")]
    [InlineData("ByConstraint")]
    public void No_type_uses_another_modules_namespace_outside_Contracts_is_caught_when_violated(string way) =>
        ModulesMeetAtContracts.ShouldCatch(CodeBase.Seeded("Rule05"), $"Seeded.Rule05.Alpha.Domain.{way} → Seeded.Rule05.Beta.Domain.");

    [Fact]
    public void Contract_calls_between_modules_form_no_cycle() => ContractCallsFormNoCycle.Check(Product);

    [Fact]
    public void Contract_calls_between_modules_form_no_cycle_is_caught_when_violated() =>
        ContractCallsFormNoCycle.ShouldCatch(CodeBase.Seeded("Rule06"), "Alpha → Alpha → Beta → Alpha");

    [Fact]
    public void Domain_stands_alone() => DomainStandsAlone.Check(Product);

    [Fact]
    public void Domain_stands_alone_is_caught_when_violated() => DomainStandsAlone.ShouldCatch(
        CodeBase.Seeded("Rule07"), "→ Seeded.Rule07.Alpha.Application.Step", "→ MediatR.IMediator", "→ FluentValidation.AbstractValidator`1", "→ Microsoft.AspNetCore.Http.HttpContext");

    [Fact]
    public void Application_names_ports() => ApplicationNamesPorts.Check(Product);

    [Fact]
    public void Application_names_ports_is_caught_when_violated() => ApplicationNamesPorts.ShouldCatch(
        CodeBase.Seeded("Rule08"), "→ Seeded.Rule08.Alpha.Infrastructure.Rows", "→ Npgsql.NpgsqlConnection", "→ Microsoft.EntityFrameworkCore.DbContext", "→ Microsoft.AspNetCore.Http.HttpContext");

    [Fact]
    public void A_vendors_types_stay_in_its_own_folder()
    {
        VendorsAreFound.Check(Product);
        VendorsStayInTheirFolder.Check(Product);
    }

    [Fact]
    public void A_vendors_types_stay_in_its_own_folder_is_caught_when_violated() =>
        VendorsStayInTheirFolder.ShouldCatch(CodeBase.Seeded("Rule09"), "Charges → Seeded.Rule09.Alpha.Infrastructure.Acme.AcmeClient");

    [Fact]
    public void A_module_has_one_DbContext_internal_and_sealed() => OneContextAModule.Check(Product);

    [Fact]
    public void A_module_has_one_DbContext_internal_and_sealed_is_caught_when_violated() => OneContextAModule.ShouldCatch(
        CodeBase.Seeded("Rule10"), "Alpha → 2 contexts", "Beta → Seeded.Rule10.Beta.Infrastructure.OpenContext", "Gamma → 0 contexts");

    [Fact]
    public void A_modules_public_types_are_its_registration_and_its_migrations() => PublicMeansRegistration.Check(Product);

    [Fact]
    public void A_modules_public_types_are_its_registration_and_its_migrations_is_caught_when_violated() =>
        PublicMeansRegistration.ShouldCatch(CodeBase.Seeded("Rule11"), "Seeded.Rule11.Alpha.Domain.Exposed → public");

    [Fact]
    public void Messages_and_handlers_are_sealed() => MessagesAndHandlersAreSealed.Check(Product);

    [Fact]
    public void Messages_and_handlers_are_sealed_is_caught_when_violated() => MessagesAndHandlersAreSealed.ShouldCatch(
        CodeBase.Seeded("Rule12"), "OpenCommand → not sealed", "OpenHandler → not sealed", "OpenValidator → not sealed", "OpenEvent → not sealed");

    [Fact]
    public void Each_request_has_exactly_one_handler() => EachRequestHasOneHandler.Check(Product);

    [Fact]
    public void Each_request_has_exactly_one_handler_is_caught_when_violated() => EachRequestHasOneHandler.ShouldCatch(
        CodeBase.Seeded("Rule12"), "Unhandled → no handler", "OpenCommand → Seeded.Rule12.Alpha.Application.OpenHandler and");

    [Fact]
    public void Every_command_has_a_validator_or_a_reason() => EachCommandHasAValidator.Check(Product);

    [Fact]
    public void Every_command_has_a_validator_or_a_reason_is_caught_when_violated() =>
        EachCommandHasAValidator.ShouldCatch(CodeBase.Seeded("Rule12"), "Unhandled → no validator");

    [Fact]
    public void Every_reason_for_no_validator_is_of_a_command_that_exists() =>
        CommandsWithoutValidator.Reasons.Keys.Except(Commands(Product).Select(command => command.FullName), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Messages_are_immutable() => MessagesAreImmutable.Check(Product);

    [Fact]
    public void Messages_are_immutable_is_caught_when_violated() =>
        MessagesAreImmutable.ShouldCatch(CodeBase.Seeded("Rule13"), "Settable → Name", "HoldsList → Names", "OpenField → Count");

    [Fact]
    public void Aggregates_hide_their_state() => AggregatesHideTheirState.Check(Product);

    [Fact]
    public void Aggregates_hide_their_state_is_caught_when_violated() =>
        AggregatesHideTheirState.ShouldCatch(CodeBase.Seeded("Rule13"), "OpenAggregate → Name has a public setter", "OpenAggregate → public constructor");

    [Fact]
    public void Time_and_chance_come_from_outside() => NoClockNorChance.Check(Product);

    [Fact]
    public void Time_and_chance_come_from_outside_is_caught_when_violated() => NoClockNorChance.ShouldCatch(
        CodeBase.Seeded("Rule14"), "System.DateTimeOffset::get_UtcNow", "System.Guid::NewGuid", "System.Guid::CreateVersion7", "System.Random");

    [Fact]
    public void SQL_asks_no_clock() => NoClockInSql.Check(Product);

    [Fact]
    public void SQL_asks_no_clock_is_caught_when_violated() =>
        NoClockInSql.ShouldCatch(CodeBase.Seeded("Rule14"), "AsksTheServer → now()", "AsksTheServer → CURRENT_TIMESTAMP");

    [Fact]
    public void SQL_files_ask_no_clock() => NoClockInSqlFiles.Check(SolutionLayout.OfThisRepository);

    [Fact]
    public void SQL_files_ask_no_clock_is_caught_when_violated()
    {
        using var folder = new Projects.SeededRepository();
        NoClockInSqlFiles.ShouldCatch(folder.WithFile("src/Host/Sandbox/Schema.sql", "at timestamptz default now()").Layout, "Schema.sql → now()");
    }

    [Fact]
    public void Money_is_no_float() => MoneyIsNoFloat.Check(Product);

    [Fact]
    public void Money_is_no_float_is_caught_when_violated() =>
        MoneyIsNoFloat.ShouldCatch(CodeBase.Seeded("Rule14"), "FloatingPrice → Double in Price", "FloatingPrice → Single in Tax(rate)");

    [Fact]
    public void A_commands_handler_waits_for_nobody() => CommandsWaitForNobody.Check(Product);

    [Fact]
    public void A_commands_handler_waits_for_nobody_is_caught_when_violated() => CommandsWaitForNobody.ShouldCatch(
        CodeBase.Seeded("Rule14"), "SendsHandler → MediatR.IMediator", "CallsHandler → Seeded.Rule14.Alpha.Application.Till → Seeded.Rule14.Alpha.Application.IGateway → Seeded.Rule14.Alpha.Infrastructure.Acme.AcmeGateway");

    public static TheoryData<Rule<CodeBase>> EveryRule => [.. typeof(CodeTests).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType == typeof(Rule<CodeBase>))
        .Select(property => (Rule<CodeBase>)property.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void A_rule_over_code_that_examined_nothing_fails(Rule<CodeBase> rule) =>
        Should.Throw<RuleExaminedNothingException>(() => rule.Check(new CodeBase("Nothing", [], [])));
}
