using LeadMarket.TestKit;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Inspection;

/// <summary>Keeps what was seen, for people: <c>artifacts/screenshots/{locale}/{width}/{name}.jpg</c>.</summary>
internal static class Screenshots
{
    /// <summary>Hundreds of pictures cost a test run a minute: only when somebody will look at them, with <c>LEADMARKET_SCREENSHOTS=1</c>.</summary>
    public static bool AreWanted { get; } = Environment.GetEnvironmentVariable("LEADMARKET_SCREENSHOTS") is "1";

    private static readonly Lazy<string> Folder = new(() =>
    {
        var artifacts = Environment.GetEnvironmentVariable("ArtifactsPath") is { Length: > 0 } given ? given : Path.Combine(Repository.Root, "artifacts");
        var folder = Path.Combine(artifacts, "screenshots");
        Console.WriteLine($"Screenshots: {folder}");
        return folder;
    });

    /// <summary>The whole page. The window grows to its height first, or what is fixed to the window's edge would cover its middle.</summary>
    public static async Task Save(IPage page, string locale, string circumstance, string name)
    {
        var window = page.ViewportSize!;
        var height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await page.SetViewportSizeAsync(window.Width, Math.Max(height, window.Height));

        // JPEG: there are hundreds of them, and PNG costs more to write.
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder.Value, locale, circumstance, $"{name}.jpg"), Type = ScreenshotType.Jpeg, Quality = 85 });
        await page.SetViewportSizeAsync(window.Width, window.Height);
    }
}
