using System.Security;
using LeadMarket.Architecture.Tests.Engine;

namespace LeadMarket.Architecture.Tests.Projects;

/// <summary>A small repository in a temporary folder, with one thing wrong in it.</summary>
internal sealed class SeededRepository : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("leadmarket-architecture-").FullName;

    public SolutionLayout Layout => new(_root);

    /// <summary>Writes a project; items are <c>ProjectReference=…</c>, <c>PackageReference=…</c> and so on.</summary>
    public SeededRepository With(string path, params string[] items)
    {
        var lines = items.Select(item => item.Split('=', 2)).Select(parts => $"<{parts[0]} Include=\"{SecurityElement.Escape(parts[1])}\" />");
        return WithFile(path, $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>{string.Concat(lines)}</ItemGroup></Project>");
    }

    public SeededRepository WithFile(string path, string content)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
