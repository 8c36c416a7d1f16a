using System.Reflection;
using LeadMarket.Architecture.Tests.Engine;
using static LeadMarket.Architecture.Tests.Projects.ProjectRules;

namespace LeadMarket.Architecture.Tests.Projects;

public sealed class ProjectTests : IDisposable
{
    private const string Leads = "src/Modules/Leads/Leads/Leads.csproj";
    private const string LeadsContracts = "src/Modules/Leads/Leads.Contracts/Leads.Contracts.csproj";
    private readonly SeededRepository _seeded = new();

    public void Dispose() => _seeded.Dispose();

    [Fact]
    public void A_module_references_only_what_it_may_speak_to() => ModulesReferenceAllowedContracts.Check(SolutionLayout.OfThisRepository);

    [Theory]
    [InlineData("../../Billing/Billing.Contracts/Billing.Contracts.csproj")]
    [InlineData(@"..\..\Billing\Billing.Contracts\Billing.Contracts.csproj")]
    [InlineData("../../Billing/Billing/Billing.csproj")]
    [InlineData("../../../Host/Web/Web.csproj")]
    public void A_module_references_only_what_it_may_speak_to_is_caught_when_violated(string reference) =>
        ModulesReferenceAllowedContracts.ShouldCatch(
            _seeded.With(Leads, $"ProjectReference={reference}").Layout,
            $"{Leads} → src/{(reference.Contains("Host", StringComparison.Ordinal) ? "Host/Web" : "Modules/Billing")}");

    [Fact]
    public void An_assembly_referenced_by_file_is_caught_too() =>
        ModulesReferenceAllowedContracts.ShouldCatch(_seeded.With(Leads, "Reference=../Billing.dll").Layout, "Billing.dll");

    [Fact]
    public void A_contracts_project_references_kernel_only() => ContractsReferenceKernelOnly.Check(SolutionLayout.OfThisRepository);

    [Theory]
    [InlineData("PackageReference=Dapper")]
    [InlineData("FrameworkReference=Microsoft.AspNetCore.App")]
    [InlineData("ProjectReference=../../../Shared/Infrastructure/Infrastructure.csproj")]
    public void A_contracts_project_references_kernel_only_is_caught_when_violated(string item) =>
        ContractsReferenceKernelOnly.ShouldCatch(_seeded.With(LeadsContracts, item).Layout, LeadsContracts);

    [Fact]
    public void Shared_references_no_module_and_no_host() => SharedKnowsNoModule.Check(SolutionLayout.OfThisRepository);

    [Fact]
    public void Shared_references_no_module_and_no_host_is_caught_when_violated() => SharedKnowsNoModule.ShouldCatch(
        _seeded.With("src/Shared/Infrastructure/Infrastructure.csproj", @"ProjectReference=..\..\Modules\Leads\Leads.Contracts\Leads.Contracts.csproj").Layout,
        LeadsContracts);

    [Fact]
    public void Kernel_references_no_project_and_no_package_but_MediatR() => KernelStandsAlone.Check(SolutionLayout.OfThisRepository);

    [Fact]
    public void Kernel_references_no_project_and_no_package_but_MediatR_is_caught_when_violated() => KernelStandsAlone.ShouldCatch(
        _seeded.With("src/Shared/Kernel/Kernel.csproj", "PackageReference=MediatR", "PackageReference=Npgsql").Layout, "Kernel.csproj → Npgsql");

    [Fact]
    public void Only_host_and_tests_reference_module_implementations() => OnlyHostAndTestsSeeImplementations.Check(SolutionLayout.OfThisRepository);

    [Fact]
    public void Only_host_and_tests_reference_module_implementations_is_caught_when_violated() => OnlyHostAndTestsSeeImplementations.ShouldCatch(
        _seeded.With("src/Shared/Infrastructure/Infrastructure.csproj", "ProjectReference=../../Modules/Leads/Leads/Leads.csproj").Layout, Leads);

    [Fact]
    public void A_directory_file_adds_no_reference_but_analyzers() => InheritedFilesAddAnalyzersOnly.Check(SolutionLayout.OfThisRepository);

    [Fact]
    public void A_directory_file_adds_no_reference_but_analyzers_is_caught_when_violated() => InheritedFilesAddAnalyzersOnly.ShouldCatch(
        _seeded.With("src/Directory.Build.targets", "PackageReference=Some.Analyzer", "PackageReference=Dapper").Layout, "Directory.Build.targets → Dapper");

    [Fact]
    public void A_module_shows_its_internals_to_its_own_tests_only() => FriendsAreOwnTests.Check(SolutionLayout.OfThisRepository);

    [Fact]
    public void A_module_shows_its_internals_to_its_own_tests_only_is_caught_when_violated() => FriendsAreOwnTests.ShouldCatch(
        _seeded.With(Leads, "InternalsVisibleTo=LeadMarket.Leads.Tests", "InternalsVisibleTo=LeadMarket.Web").Layout, "Leads.csproj → LeadMarket.Web");

    public static TheoryData<Rule<SolutionLayout>> EveryRule => [.. typeof(ProjectTests).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType == typeof(Rule<SolutionLayout>))
        .Select(property => (Rule<SolutionLayout>)property.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void A_rule_over_projects_that_examined_nothing_fails(Rule<SolutionLayout> rule) =>
        Should.Throw<RuleExaminedNothingException>(() => rule.Check(_seeded.Layout));
}
