using System.Text.RegularExpressions;
using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>A new company, from registration to the homeowner's phone number.</summary>
public sealed partial class ContractorJourney(Visitor visitor, Mail mail, PageInspection? inspection = null)
{
    private const string Password = "quatre mots bien longs";
    private readonly IPage _page = visitor.Page;

    public string Email { get; } = $"soumissions-{Guid.NewGuid():N}@example.com";

    public async Task Registers()
    {
        await visitor.Open(PagePaths.Contractors);
        await Look(PagePaths.Contractors);
        await visitor.Main.Locator($"a[href='{visitor.AddressOf(PagePaths.Register)}']").First.ClickAsync();
        await visitor.IsTitled(visitor.Words("register.title"));
        await Look(PagePaths.Register);

        await visitor.Fill("company", "Énergie résidentielle Laframboise-Desrochers inc.");
        await visitor.Fill("contactName", "Camille Tremblay");
        await visitor.Fill("email", Email);
        await visitor.Fill("phone", "514 555-0142");
        await visitor.Fill("password", "court");
        await visitor.Submit();
        await Expect(visitor.ErrorSummary).ToBeVisibleAsync();
        await Expect(visitor.Field("email")).ToHaveValueAsync(Email);
        await Look(PagePaths.Register, "refused");

        await visitor.Fill("password", Password);
        await visitor.Submit();
        await visitor.IsAt(PagePaths.CheckMail);
        await visitor.Reads(Email);
        await Look(PagePaths.CheckMail);
    }

    public async Task ConfirmsAndSignsIn()
    {
        var letter = await mail.To(Email, visitor.Locale == "fr" ? "Confirmez votre adresse courriel" : "Confirm your email address");
        await _page.GotoAsync(Link().Match(letter.Text!).Value);
        await visitor.IsAt(PagePaths.ConfirmEmail);
        await Look(PagePaths.ConfirmEmail);
        await visitor.Fill("password", "pas celui-là");
        await visitor.Submit();
        await Expect(visitor.ErrorSummary).ToBeVisibleAsync();
        await Look(PagePaths.ConfirmEmail, "wrong-password");
        await visitor.Fill("password", Password);
        await visitor.Submit();

        await visitor.IsAt(PagePaths.Board);
        await visitor.Reads(visitor.Words("confirm.done"));
        await visitor.Reads(visitor.Words("board.no-coverage"));
        await Look(PagePaths.Board, "no-coverage");
    }

    public async Task Covers(string service, string region)
    {
        await visitor.Main.Locator($"a[href='{visitor.AddressOf(PagePaths.Coverage)}']").First.ClickAsync();
        await visitor.IsAt(PagePaths.Coverage);
        await Look(PagePaths.Coverage);
        await visitor.Choose("services", service);
        await visitor.Choose("regions", region);
        await visitor.Submit();
        await visitor.IsAt(PagePaths.Board);
        await visitor.Reads(visitor.Words("coverage.saved"));
    }

    /// <summary>Opens the newest lead of the board, which tells nothing that would let one reach its homeowner.</summary>
    public async Task OpensTheLead(Homeowner? unknown = null)
    {
        var card = visitor.Main.Locator($"a[href^='{visitor.AddressOf(PagePaths.Board)}/']").First;
        // The lead reaches the board by an event.
        await Eventually.Holds(async () =>
        {
            await visitor.Open(PagePaths.Board);
            return await card.IsVisibleAsync();
        }, TimeSpan.FromSeconds(20), "the lead is on the board");
        await visitor.Reads(visitor.Amount(3334));
        await ShowsNothingOf(unknown);
        await Look(PagePaths.Board);

        await card.ClickAsync();
        await visitor.Reads(visitor.Words("listing.price"));
        await ShowsNothingOf(unknown);
        await Look(PagePaths.Listing, "offered");
    }

    /// <summary>29.00 less 20 % is 23.20; with 1.16 of GST and 2.31 of QST, 26.67.</summary>
    public async Task AppliesCoupon(string code)
    {
        await visitor.Reads(visitor.Amount(2900));
        await EntersCoupon("NOT-A-CODE");
        await visitor.Reads(visitor.Words("coupons.not-applicable"));
        await Look(PagePaths.Listing, "coupon-refused");
        await EntersCoupon(code);
        foreach (var cents in new[] { 2900, 580, 116, 231, 2667 }) await visitor.Reads(visitor.Amount(cents));
        await Look(PagePaths.Listing, "coupon");
    }

    public async Task Unlocks(int cents)
    {
        var unlock = visitor.Main.Locator("form[action*='handler=Unlock'] button[type=submit]");
        await Expect(unlock).ToContainTextAsync(visitor.Amount(cents));
        await unlock.ClickAsync();
    }

    public async Task SeesContact(Homeowner homeowner)
    {
        await visitor.IsAt(PagePaths.Listing, new { listing = Listing });
        // Nobody presses anything: the page looks again by itself until the payment's webhook has come.
        await visitor.Reads(homeowner.Name);
        await visitor.Reads(homeowner.Address);
        await Expect(visitor.Main.Locator($"a[href='tel:{homeowner.Phone}']")).ToBeVisibleAsync();
        await Expect(visitor.Main.Locator($"a[href='mailto:{homeowner.Email}']")).ToBeVisibleAsync();

        await visitor.Open(PagePaths.MyLeads);
        await visitor.Reads(homeowner.Name);
    }

    /// <summary>The lead that is open.</summary>
    public string Listing => new Uri(_page.Url).Segments[^1];

    private async Task EntersCoupon(string code)
    {
        await visitor.Fill("coupon", code);
        await visitor.Main.Locator("form[action*='handler=Coupon'] button[type=submit]").ClickAsync();
    }

    private async Task ShowsNothingOf(Homeowner? unknown)
    {
        var html = await _page.ContentAsync();
        foreach (var secret in unknown?.Secrets ?? []) html.ShouldNotContain(secret);
    }

    private Task Look(PagePath path, string? state = null) => inspection?.Look(path, state) ?? Task.CompletedTask;

    [GeneratedRegex(@"https?://\S+(confirmer|confirm)\?\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
