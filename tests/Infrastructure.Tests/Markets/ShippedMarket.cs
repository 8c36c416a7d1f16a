using LeadMarket.Infrastructure.Markets;
using LeadMarket.Kernel.Markets;
using Shouldly;

namespace LeadMarket.Infrastructure.Tests.Markets;

/// <summary>The market that ships, whole or in a private copy with one thing changed.</summary>
internal static class ShippedMarket
{
    public const string FileName = "quebec-energy.yaml";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "markets");

    public static Market Load() => MarketReader.Load(Path.Combine(Folder, FileName));

    /// <summary>What the reader says of the market with the first <paramref name="old"/> of one of its files replaced.</summary>
    public static IReadOnlyList<MarketProblem> ProblemsWith(string old, string @new, string file = FileName) =>
        ProblemsWith([(old, @new)], file);

    public static IReadOnlyList<MarketProblem> ProblemsWith(IEnumerable<(string Old, string New)> edits, string file = FileName) =>
        Edited(file, text => edits.Aggregate(text, Replace), path => Should.Throw<MarketFileException>(() => MarketReader.Load(path)).Problems);

    /// <summary>The market with the first occurrence of each text replaced.</summary>
    public static Market With(params IEnumerable<(string Old, string New)> edits) => Edited(FileName, text => edits.Aggregate(text, Replace), MarketReader.Load);

    /// <summary>The market without a section: from the line that begins with one text up to the line that begins with the other.</summary>
    public static Market Without(string section, string next) => Edited(
        FileName, text => text[..Position(text, "\n" + section)] + text[Position(text, "\n" + next)..], MarketReader.Load);

    private static T Edited<T>(string file, Func<string, string> edit, Func<string, T> load)
    {
        var copy = Directory.CreateTempSubdirectory("market-");
        try
        {
            copy.CreateSubdirectory("quebec-energy");
            foreach (var source in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
                File.Copy(source, Path.Combine(copy.FullName, Path.GetRelativePath(Folder, source)));

            var edited = Path.Combine(copy.FullName, file);
            File.WriteAllText(edited, edit(File.ReadAllText(edited)));
            return load(Path.Combine(copy.FullName, FileName));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>The line, from 1, on which a text of the shipped file stands.</summary>
    public static int LineOf(string text, string file = FileName)
    {
        var whole = File.ReadAllText(Path.Combine(Folder, file));
        return whole[..Position(whole, text)].Count(c => c == '\n') + 1;
    }

    private static string Replace(string text, (string Old, string New) edit)
    {
        var at = Position(text, edit.Old);
        return text[..at] + edit.New + text[(at + edit.Old.Length)..];
    }

    private static int Position(string whole, string text)
    {
        var at = whole.IndexOf(text, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"'{text}' is no longer in the shipped market: mend the test");
        return at;
    }
}
