using LeadMarket.Architecture.Tests.Engine;

namespace LeadMarket.Architecture.Tests.Projects;

/// <summary>Rules 1 to 4: which project may reference which. What is not referenced cannot be used.</summary>
public static class ProjectRules
{
    private const string Kernel = "src/Shared/Kernel/Kernel.csproj";

    /// <summary>Who speaks to whom, from section 3 of design.md. A module that stands here for nobody speaks to nobody.</summary>
    private static readonly Dictionary<string, string[]> AllowedContracts = new(StringComparer.Ordinal)
    {
        ["Purchasing"] = ["Leads", "Billing", "Coupons"],

        // Hears their integration events only; rule 1 over IL keeps it from asking.
        ["Notifications"] = ["Leads", "Purchasing", "Billing"],
    };

    public static Rule<SolutionLayout> ModulesReferenceAllowedContracts { get; } = Rule.Over<SolutionLayout, ProjectFile>(
        "1. A module references its own Contracts, Shared, and the Contracts it may speak to",
        "publish or hear an integration event instead, or change section 3 of design.md with its table here",
        layout => layout.Implementations,
        (project, _) => project.Projects.Where(reference => !MayReference(project, reference)).Concat(project.BackDoors));

    public static Rule<SolutionLayout> ContractsReferenceKernelOnly { get; } = Rule.Over<SolutionLayout, ProjectFile>(
        "2. A contracts project references Kernel only",
        "move what needs the reference into the module",
        layout => layout.Contracts,
        (project, _) => project.Projects.Where(reference => reference is not Kernel)
            .Concat(project.Packages).Concat(project.Frameworks).Concat(project.BackDoors));

    public static Rule<SolutionLayout> SharedKnowsNoModule { get; } = Rule.Over<SolutionLayout, ProjectFile>(
        "3. Shared references no module and no host",
        "turn the dependency round: the module brings what Shared needs",
        layout => layout.Shared,
        (project, _) => project.Projects.Where(reference => !SolutionLayout.IsShared(reference)).Concat(project.BackDoors));

    public static Rule<SolutionLayout> KernelStandsAlone { get; } = Rule.Over<SolutionLayout, ProjectFile>(
        "3. Kernel references no project, and no package but MediatR",
        "put it into Infrastructure, which Contracts do not see",
        layout => layout.Shared.Where(project => project.Path is Kernel),
        (project, _) => project.Projects.Concat(project.Packages.Where(package => package is not "MediatR")).Concat(project.Frameworks));

    public static Rule<SolutionLayout> OnlyHostAndTestsSeeImplementations { get; } = Rule.Over<SolutionLayout, ProjectFile>(
        "4. Only Host and tests reference module implementations",
        "reference the module's Contracts",
        layout => layout.Projects.Where(project => !SolutionLayout.IsHost(project.Path) && !SolutionLayout.IsTest(project.Path)),
        (project, _) => project.Projects.Where(SolutionLayout.IsImplementation));

    /// <remarks>Otherwise rules 1 to 3 would read empty csproj files and see nothing.</remarks>
    public static Rule<SolutionLayout> InheritedFilesAddAnalyzersOnly { get; } = Rule.Over<SolutionLayout, ProjectFile>(
        "4. A Directory.* file adds no reference but analyzers",
        "write the reference into the csproj that needs it",
        layout => layout.Inherited,
        (file, _) => file.Projects.Concat(file.Frameworks).Concat(file.BackDoors)
            .Concat(file.Packages.Where(package => !package.Contains("Analyzer", StringComparison.Ordinal))));

    public static Rule<SolutionLayout> FriendsAreOwnTests { get; } = Rule.Over<SolutionLayout, ProjectFile>(
        "4. A module shows its internals to its own tests, and to those of the modules together",
        "test through the module's Contracts",
        layout => layout.Implementations,
        (project, _) => project.Friends.Where(friend =>
            friend is not ("DynamicProxyGenAssembly2" or "LeadMarket.Market.Tests") && !string.Equals(friend, $"LeadMarket.{project.Name}.Tests", StringComparison.Ordinal)));

    private static bool MayReference(ProjectFile project, string reference)
    {
        if (SolutionLayout.IsShared(reference))
            return true;
        if (!SolutionLayout.IsContracts(reference))
            return false;

        var module = SolutionLayout.ModuleOf(project.Path)!;
        var other = SolutionLayout.ModuleOf(reference)!;
        return string.Equals(other, module, StringComparison.Ordinal)
            || AllowedContracts.GetValueOrDefault(module, []).Contains(other, StringComparer.Ordinal);
    }
}
