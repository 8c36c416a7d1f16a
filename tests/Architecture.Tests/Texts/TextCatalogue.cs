using System.Text.RegularExpressions;
using System.Xml.Linq;
using LeadMarket.Architecture.Tests.Engine;

namespace LeadMarket.Architecture.Tests.Texts;

/// <summary>One set of texts: <c>Texts.fr.resx</c> beside <c>Texts.en.resx</c>.</summary>
public sealed record TextFamily(string Path, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Languages)
{
    /// <summary>Keys that any language has.</summary>
    public IReadOnlySet<string> Keys => Languages.Values.SelectMany(texts => texts.Keys).ToHashSet(StringComparer.Ordinal);

    public override string ToString() => Path;
}

/// <summary>A key that a source file names; <c>*</c> stands for what is only known at run time.</summary>
public sealed record UsedKey(string File, string Pattern)
{
    public bool Matches(string key) =>
        Regex.IsMatch(key, $"^{Regex.Escape(Pattern).Replace(@"\*", ".+", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    public override string ToString() => File;
}

/// <summary>Every text of the product and every place that names one.</summary>
/// <param name="Locales">The languages that the markets offer.</param>
/// <param name="PageTexts">Keys of the host's own texts, which also put refusals into words.</param>
public sealed record TextCatalogue(
    IReadOnlyList<string> Locales,
    IReadOnlyList<TextFamily> Families,
    IReadOnlySet<string> PageTexts,
    IReadOnlyList<UsedKey> UsedKeys,
    IReadOnlyList<UsedKey> ErrorCodes)
{
    private const string PageFamilies = "src/Host/Web/Resources/";

    public static TextCatalogue Of(SolutionLayout layout)
    {
        var families = layout.Files("*.resx").Select(file => (File: file, Name: Path.GetFileNameWithoutExtension(file)))
            .GroupBy(found => Relative(layout, Path.Combine(Path.GetDirectoryName(found.File)!, Path.GetFileNameWithoutExtension(found.Name))), StringComparer.Ordinal)
            .Select(family => new TextFamily(family.Key, family.ToDictionary(found => Path.GetExtension(found.Name).TrimStart('.'), found => Read(found.File), StringComparer.Ordinal)))
            .ToList();
        var web = Sources(layout, "src/Host/Web/").ToList();
        var refusing = web.Concat(Sources(layout, "src/Modules/"));
        return new TextCatalogue(
            [.. Markets(layout.Root).Distinct(StringComparer.Ordinal)],
            families,
            families.Where(family => family.Path.StartsWith(PageFamilies, StringComparison.Ordinal)).SelectMany(family => family.Keys).ToHashSet(StringComparer.Ordinal),
            [.. web.SelectMany(source => TextRules.KeysIn(source.File, source.Text)).Distinct()],
            [.. refusing.SelectMany(source => TextRules.CodesIn(source.File, source.Text)).Distinct()]);
    }

    private static IEnumerable<(string File, string Text)> Sources(SolutionLayout layout, string folder) => layout.Files("*.cs").Concat(layout.Files("*.cshtml"))
        .Select(file => (File: Relative(layout, file), Path: file))
        .Where(source => source.File.StartsWith(folder, StringComparison.Ordinal))
        .Select(source => (source.File, File.ReadAllText(source.Path)));

    private static string Relative(SolutionLayout layout, string file) => Path.GetRelativePath(layout.Root, file).Replace('\\', '/');

    private static Dictionary<string, string> ReadTexts(XElement resx) => resx.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "", StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, string> Read(string file) => ReadTexts(XDocument.Load(file).Root!);

    /// <summary>The <c>locales: [fr, en]</c> of every market file.</summary>
    private static IEnumerable<string> Markets(string root)
    {
        var folder = Path.Combine(root, "markets");
        if (!Directory.Exists(folder))
            yield break;
        foreach (var line in Directory.EnumerateFiles(folder, "*.yaml").SelectMany(File.ReadLines).Where(line => line.StartsWith("locales:", StringComparison.Ordinal)))
        {
            foreach (var locale in line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.IndexOf(']', StringComparison.Ordinal)].Split(',', StringSplitOptions.TrimEntries))
                yield return locale;
        }
    }
}
