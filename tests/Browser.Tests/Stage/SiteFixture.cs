using LeadMarket.TestKit;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Stage;

/// <summary>One market of real processes and one Chromium, shared by every test of this project.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    /// <summary>The language of every account that seeding makes.</summary>
    public const string SeededLocale = "fr";

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public MarketProcesses Market { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var starting = MarketProcesses.Start();
        // Slow answers count against the patience of each expectation too, whose default is much shorter.
        Assertions.SetDefaultExpectTimeout(Visitor.Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(Chromium.Options());
        Market = await starting;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Market is not null) await Market.DisposeAsync();
    }

    /// <summary>Somebody with a browser of their own: no cookie is shared with another visitor.</summary>
    /// <param name="width">Of the screen, in CSS pixels; 360 is a small phone.</param>
    /// <param name="touch">The screen is touched; there is no mouse.</param>
    public async Task<Visitor> NewVisitor(string locale, bool javaScript = true, int width = 360, bool touch = false)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = Market.Address().AbsoluteUri,
            Locale = $"{locale}-CA",
            TimezoneId = "America/Toronto",
            JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 780 },
            HasTouch = touch,
            IsMobile = touch,
        });
        context.SetDefaultTimeout(Visitor.Patience);
        return new Visitor(context, await context.NewPageAsync(), Market.Address(), locale, javaScript);
    }
}

[CollectionDefinition(Name)]
public sealed class SharedSite : ICollectionFixture<SiteFixture>
{
    public const string Name = "one site in one browser";
}
