using System.Globalization;
using System.Text.RegularExpressions;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Stage;

/// <summary>A person at a browser, reading the site in one language.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Milliseconds to wait for what a person would wait for: one slow answer on a busy machine is not a defect.</summary>
    internal const int Patience = 60_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _abroad = [];

    internal Visitor(IBrowserContext context, IPage page, Uri site, string locale, bool runsScripts)
    {
        (_context, Page, Locale, RunsScripts) = (context, page, locale, runsScripts);
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !site.IsBaseOf(new Uri(request.Url)))
                lock (_abroad) _abroad.Add(request.Url);
        };
        page.Console += (_, said) =>
        {
            // A page that answers 404 or 422 on purpose is logged as a failed load; every other error is ours.
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) Complain(said.Text);
        };
        page.PageError += (_, error) => Complain(error);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500 || (answer.Status >= 400 && !answer.Request.IsNavigationRequest)) Complain($"{answer.Status} {answer.Url}");
        };
    }

    public IPage Page { get; }

    public string Locale { get; }

    public bool RunsScripts { get; }

    /// <summary>What the browser asked of anybody but the site.</summary>
    public IReadOnlyList<string> Abroad => _abroad;

    /// <summary>Errors of scripts, of the content security policy and of the server that the browser met so far.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Main => Page.GetByRole(AriaRole.Main);

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The list of what a form was refused for.</summary>
    public ILocator ErrorSummary => Page.Locator("main [role=alert]");

    public string AddressOf(PagePath path, object? values = null) => path.In(Locale, values);

    public Task Open(PagePath path, object? values = null) => Page.GotoAsync(AddressOf(path, values));

    /// <summary>The product's words in this person's language.</summary>
    public string Words(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture,
        TextBook.Find(Locale, key) ?? throw new InvalidOperationException($"No text '{key}' in '{Locale}'."), values);

    /// <summary>An amount as this person's language writes it.</summary>
    public string Amount(int cents) => Amount(cents, Locale);

    public static string Amount(int cents, string locale) => locale == "fr" ? $"{cents / 100},{cents % 100:00} $" : $"${cents / 100}.{cents % 100:00}";

    public ILocator Field(string name) => Main.Locator($"[name='{name}']:not([type=hidden])");

    public ILocator Choice(string name, string value) => Main.Locator($"input[name='{name}'][value='{value}']");

    public Task Fill(string name, string value) => Field(name).FillAsync(value);

    public Task Choose(string name, string value) => Choice(name, value).CheckAsync();

    /// <summary>Presses the one primary action of the page's form.</summary>
    public Task Submit() => Main.Locator("form button.btn-primary").ClickAsync();

    /// <summary>Types a code sent by text, which sends itself where scripts run.</summary>
    public async Task FillCode(string code)
    {
        await Fill("code", code);
        if (!RunsScripts) await Main.Locator("form[data-code-form] button[type=submit]").ClickAsync();
    }

    public async Task SignIn(string email, string password)
    {
        await Open(PagePaths.SignIn);
        await FillSignIn(email, password);
    }

    public async Task FillSignIn(string email, string password)
    {
        await Fill("email", email);
        await Fill("password", password);
        await Submit();
    }

    /// <summary>Waits until the page at this address is shown.</summary>
    public Task IsAt(PagePath path, object? values = null) =>
        Assertions.Expect(Page).ToHaveURLAsync(
            new Regex($"^https?://[^/]+{Regex.Escape(AddressOf(path, values))}([?#]|$)", RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Waits until the page's main part says this.</summary>
    public Task Reads(string words) => Assertions.Expect(Main).ToContainTextAsync(words);

    /// <summary>Waits until the title of the page is this.</summary>
    public Task IsTitled(string words) => Assertions.Expect(Heading).ToContainTextAsync(words);

    /// <summary>The errors stand in a summary that has the focus, and beside the field; the title says so too.</summary>
    public async Task IsRefused(string because)
    {
        await Assertions.Expect(ErrorSummary).ToContainTextAsync(because);
        await Assertions.Expect(ErrorSummary).ToBeFocusedAsync();
        await Assertions.Expect(Main.Locator(".field-error").Filter(new() { HasText = because })).ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveTitleAsync(new Regex("^" + Words("form.error-prefix"), RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Complain(string what)
    {
        lock (_complaints) _complaints.Add($"{Page.Url}: {what}");
    }
}
