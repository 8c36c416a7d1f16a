using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Inspection;

/// <summary>Looks at the page that a visitor has open: at phone and desk width, light and dark, as a person and as axe-core.
/// Faults are gathered, so that one run names them all.</summary>
public sealed class PageInspection(Visitor visitor)
{
    private const int Phone = 360;
    private const int Desk = 1280;

    private static readonly string Faults = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Inspection", "page-faults.js"));
    private readonly List<string> _faults = [];
    private readonly HashSet<PagePath> _seen = [];

    /// <summary>Every fault found so far: page, width, what.</summary>
    public IReadOnlyList<string> Found => _faults;

    /// <summary>Which pages were looked at.</summary>
    public IReadOnlyCollection<PagePath> Seen => _seen;

    /// <param name="state">What the page shows, when it has been or will be looked at in another state too.</param>
    public Task Look(PagePath path, string? state = null)
    {
        _seen.Add(path);
        var name = path.Page.Trim('/').Replace('/', '-').Replace("-Index", "", StringComparison.Ordinal).ToLowerInvariant();
        return Look(state is null ? name : $"{name}-{state}");
    }

    /// <summary>Unfolds whatever is folded away, so that it is looked at too.</summary>
    public Task Unfold() => visitor.Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })");

    /// <summary>Looks at a page that has no address of its own.</summary>
    public async Task Look(string name)
    {
        var page = visitor.Page;
        // A page that waits for something reloads itself; it has to hold still for its portrait.
        // Asked of the page: on a busy machine the browser's own word of it can get lost.
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        await page.EvaluateAsync("() => window.stop()");

        foreach (var width in new[] { Desk, Phone })
        {
            await page.SetViewportSizeAsync(width, 780);
            await Keep($"{width}", name);
            Report(name, $"{width} px", await page.EvaluateAsync<string[]>(Faults));
            Report(name, $"{width} px", await Axe.Violations(page));
        }

        // Colours do not depend on the language, so once is enough.
        if (visitor.Locale != "fr") return;
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Keep($"{Phone}-dark", name);
        Report(name, "dark", await Axe.Violations(page, "color-contrast"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private Task Keep(string circumstance, string name) =>
        Screenshots.AreWanted ? Screenshots.Save(visitor.Page, visitor.Locale, circumstance, name) : Task.CompletedTask;

    private void Report(string name, string circumstance, IEnumerable<string> faults) =>
        _faults.AddRange(faults.Select(fault => $"{name} ({visitor.Locale}, {circumstance}): {fault}"));
}
