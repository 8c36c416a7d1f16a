using System.Xml.Linq;

namespace LeadMarket.Architecture.Tests.Engine;

/// <summary>A csproj as written, before MSBuild adds anything. Paths are relative to the repository, with forward slashes.</summary>
public sealed class ProjectFile
{
    private readonly XElement _xml;

    private ProjectFile(string path, XElement xml) => (Path, _xml) = (path, xml);

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Referenced projects, by path. A backslash is a separator on every system: left alone, Linux would see one long name.</summary>
    public IReadOnlyList<string> Projects => [.. Items("ProjectReference").Select(Resolve)];

    public IReadOnlyList<string> Packages => [.. Items("PackageReference")];

    public IReadOnlyList<string> Frameworks => [.. Items("FrameworkReference")];

    /// <summary>Assemblies referenced by file, and files imported: both would go round every rule over projects.</summary>
    public IReadOnlyList<string> BackDoors =>
        [.. Items("Reference"), .. Elements("Import").Select(import => import.Attribute("Project")?.Value ?? "Import")];

    public IReadOnlyList<string> Friends => [.. Items("InternalsVisibleTo")];

    public static ProjectFile Read(string root, string file) =>
        new(System.IO.Path.GetRelativePath(root, file).Replace('\\', '/'), XDocument.Load(file).Root!);

    public override string ToString() => Path;

    private string Resolve(string include)
    {
        var folder = System.IO.Path.GetDirectoryName(Path) ?? "";
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine("/", folder, include.Replace('\\', '/')));
        return System.IO.Path.GetRelativePath("/", full).Replace('\\', '/');
    }

    private IEnumerable<XElement> Elements(string name) =>
        _xml.Descendants().Where(element => string.Equals(element.Name.LocalName, name, StringComparison.Ordinal));

    private IEnumerable<string> Items(string name) =>
        Elements(name).Select(item => item.Attribute("Include")?.Value ?? item.Attribute("Update")?.Value).OfType<string>()
            .SelectMany(value => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
