using System.Reflection;

namespace LeadMarket.TestKit;

/// <summary>Where the repository and the built programs are, seen from a running test.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => string.Equals(data.Key, "RepositoryFolder", StringComparison.Ordinal)).Value!;

    /// <summary>The built program of a project, of the same configuration as the running test: <c>Web</c>, <c>Sandbox</c>.</summary>
    /// <exception cref="FileNotFoundException">The project was not built.</exception>
    public static string Program(string project)
    {
        // …/bin/Host.Tests/release/ stands beside …/bin/Web/release/, wherever the build output was sent.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, $"LeadMarket.{project}.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException($"Build {project} first: {program} is missing.", program);
    }

    /// <summary>A market file of the repository, by name.</summary>
    public static string Market(string name) => Path.Combine(Root, "markets", $"{name}.yaml");
}
