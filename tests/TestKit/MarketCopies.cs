using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace LeadMarket.TestKit;

/// <summary>Copies of market files in which one thing is otherwise, for as long as the tests run.</summary>
internal static partial class MarketCopies
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Copies = new(StringComparer.Ordinal);

    /// <summary>A market whose leads open to every plan at once, and where tries count however close: a test that buys a lead, or gives it back, need not wait
    /// for it.</summary>
    public static string WithoutWaits(string market) => Copies.GetOrAdd(market, name => new(() => Copy(name))).Value;

    private static string Copy(string market)
    {
        var original = Repository.Market(market);
        var folder = Directory.CreateTempSubdirectory("leadmarket-market-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);

        // The file names its content folder, which stands beside it.
        var markets = Path.GetDirectoryName(original)!;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(markets, market), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(markets, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var copy = Path.Combine(folder, Path.GetFileName(original));
        File.WriteAllText(copy, Waits().Replace(File.ReadAllText(original), "${what}: 0"));
        return copy;
    }

    [GeneratedRegex(@"(?<what>waitMinutes|minutesBetween): \d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Waits();
}
