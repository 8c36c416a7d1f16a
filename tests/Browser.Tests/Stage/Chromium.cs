using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Stage;

/// <summary>The installed Chromium: <c>$CHROMIUM</c>, else the one on the PATH. Playwright's own download is never used.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    public static BrowserTypeLaunchOptions Options() => new()
    {
        ExecutablePath = Find(),
        Headless = true,
        // Without a sandbox because tests also run as root in containers; they only ever visit this machine.
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    };

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given)
            return File.Exists(given) ? given : throw new InvalidOperationException($"CHROMIUM is '{given}', which is not a file.");

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The browser tests need Chromium: install it (apt-get install chromium), or name one in CHROMIUM.");
    }
}
