using System.Reflection;

namespace LeadMarket.Architecture.Tests.Engine;

/// <summary>The repository as it lies on disk. Modules are the folders of <c>src/Modules</c>; nobody lists them.</summary>
public sealed class SolutionLayout
{
    private const string ModulesFolder = "src/Modules/";
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };

    public SolutionLayout(string root)
    {
        Root = root;
        Projects = [.. Files("*.csproj").Select(file => ProjectFile.Read(root, file)).OrderBy(project => project.Path, StringComparer.Ordinal)];
        var modules = System.IO.Path.Combine(root, ModulesFolder);
        Modules = Directory.Exists(modules)
            ? [.. Directory.GetDirectories(modules).Select(folder => System.IO.Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The repository that this test project lies in.</summary>
    public static SolutionLayout OfThisRepository { get; } = new(FindRoot());

    public string Root { get; }

    public IReadOnlyList<string> Modules { get; }

    /// <summary>Every project below <c>src</c> and <c>tests</c>.</summary>
    public IReadOnlyList<ProjectFile> Projects { get; }

    public IEnumerable<ProjectFile> Product => Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal));

    public IEnumerable<ProjectFile> Implementations => Projects.Where(project => IsImplementation(project.Path));

    public IEnumerable<ProjectFile> Contracts => Projects.Where(project => IsContracts(project.Path));

    public IEnumerable<ProjectFile> Shared => Projects.Where(project => IsShared(project.Path));

    /// <summary>MSBuild files that apply to every project from above.</summary>
    public IEnumerable<ProjectFile> Inherited => Directory.Exists(Root)
        ? Directory.EnumerateFiles(Root, "Directory.*", Everywhere)
            .Where(file => (file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith(".targets", StringComparison.Ordinal)) && IsSource(file))
            .Select(file => ProjectFile.Read(Root, file))
        : [];

    public static string? ModuleOf(string projectPath) =>
        projectPath.StartsWith(ModulesFolder, StringComparison.Ordinal) ? projectPath.Split('/')[2] : null;

    public static bool IsContracts(string projectPath) =>
        ModuleOf(projectPath) is not null && projectPath.EndsWith(".Contracts.csproj", StringComparison.Ordinal);

    public static bool IsImplementation(string projectPath) => ModuleOf(projectPath) is not null && !IsContracts(projectPath);

    public static bool IsShared(string projectPath) => projectPath.StartsWith("src/Shared/", StringComparison.Ordinal);

    public static bool IsHost(string projectPath) => projectPath.StartsWith("src/Host/", StringComparison.Ordinal);

    public static bool IsTest(string projectPath) => projectPath.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Source files below <c>src</c> and <c>tests</c>, without what a build leaves behind.</summary>
    public IEnumerable<string> Files(string pattern) => new[] { "src", "tests" }
        .Select(folder => System.IO.Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, Everywhere))
        .Where(IsSource);

    private static string FindRoot()
    {
        var start = typeof(SolutionLayout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => string.Equals(data.Key, "ProjectFolder", StringComparison.Ordinal)).Value!;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "LeadMarket.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No LeadMarket.slnx above {start}.");
    }

    private bool IsSource(string file) => !System.IO.Path.GetRelativePath(Root, file).Split('/', '\\')
        .Any(part => part is "bin" or "obj" or "artifacts" or "node_modules");
}
