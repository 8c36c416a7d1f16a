using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

/// <summary>Giving bought leads back, with each verdict there is.</summary>
[Collection(SharedSite.Name)]
public sealed class ReturnTests(SiteFixture site)
{
    private const int Price = 3334;

    [Fact]
    public async Task A_return_gets_each_kind_of_verdict_in_both_languages_and_without_JavaScript()
    {
        await using var french = await site.NewVisitor("fr");
        await using var english = await site.NewVisitor("en", javaScript: false);
        await using var staff = await site.NewVisitor("fr");
        var (pages, staffPages) = (new PageInspection(french), new PageInspection(staff));
        var (first, second) = (await Desk(french, "outaouais", pages), await Desk(english, "laurentides", pages: null));
        await new Operator(staff).SignsIn();

        await Task.WhenAll(FirstDay(first), FirstDay(second));
        await Approve(staff, first);
        await Approve(staff, second);
        // The tries of another day.
        await site.Market.Sandbox.Advance(TimeSpan.FromHours(25));
        await Task.WhenAll(SecondDay(first), SecondDay(second));
        await SignIn(staff, "admin@example.com");
        await new ReturnsDesk(staff).Finds(first.Unlocks[3]);
        await staffPages.Look(PagePaths.Returns, "over-limit");
        await Deny(staff, first);
        await Deny(staff, second);
        // Nobody decides the last one.
        await site.Market.Sandbox.Advance(TimeSpan.FromHours(49));
        await Task.WhenAll(PromiseIsMissed(first), PromiseIsMissed(second));

        pages.Found.Concat(staffPages.Found).Concat(french.Complaints).Concat(english.Complaints).Concat(staff.Complaints).ShouldBeEmpty();
    }

    private static async Task FirstDay(Case mine)
    {
        var (visitor, desk, leads) = (mine.Visitor, mine.Desk, mine.Unlocks);
        await SignIn(visitor, mine.Email);

        await EnterDoesNothingForGood(mine, leads[0]);
        await IsAskedWhatReachingSomebodyMeans(mine, leads[3]);
        await LogsADeadNumber(mine, leads[0]);
        await desk.OpensReturn(leads[0]);
        await visitor.Reads(visitor.Words("return.likely.approved"));
        await desk.AsksToReturn(leads[0], "dead-phone", "credit");
        await desk.IsTold("approved");
        await visitor.Reads(visitor.Words("return.said.approved.credit"));
        await mine.Look(PagePaths.Return, "approved-credit");
        await HasCredits(visitor, Price);
        await desk.Opens(leads[0]);
        await Expect(visitor.Main.Locator("a[href^='tel:']")).ToHaveCountAsync(0);
        await mine.Look(PagePaths.MyLead, "returned");

        await desk.Opens(leads[1]);
        await desk.Logs("call", "no-answer");
        await desk.Logs("call", "voicemail");
        await visitor.Reads(visitor.Words("return.so-far.attempts.other", 2, 3));
        await mine.Look(PagePaths.MyLead, "trying");

        await desk.AsksToReturn(leads[2], "wrong-area", "credit");
        await desk.IsTold("denied");
        await desk.Appeals(mine.Why);
    }

    private static async Task SecondDay(Case mine)
    {
        var (visitor, desk, leads) = (mine.Visitor, mine.Desk, mine.Unlocks);
        await SignIn(visitor, mine.Email);
        await desk.OpensReturn(leads[2]);
        await desk.IsTold("approved");
        await visitor.Reads(visitor.Words("return.by.staff"));
        await mine.Look(PagePaths.Return, "approved-staff");

        await desk.Opens(leads[1]);
        await desk.Logs("call", "no-answer");
        await desk.AsksToReturn(leads[1], "no-answer", "card");
        await desk.IsTold("approved");
        await visitor.Reads(visitor.Words("return.said.approved.card"));
        await mine.Look(PagePaths.Return, "approved-card");
        await HasCredits(visitor, 2 * Price);

        // Three of five are more than a machine approves.
        foreach (var unlock in leads.Skip(3))
        {
            await LogsADeadNumber(mine, unlock);
            await desk.AsksToReturn(unlock, "dead-phone", "credit", $"{mine.Why} {unlock}");
            await desk.IsTold("review");
        }

        await mine.Look(PagePaths.Return, "review");
    }

    private static async Task PromiseIsMissed(Case mine)
    {
        var (visitor, desk, leads) = (mine.Visitor, mine.Desk, mine.Unlocks);
        await SignIn(visitor, mine.Email);
        await desk.OpensReturn(leads[3]);
        await desk.IsTold("denied");
        await visitor.Reads(Because);
        await Expect(visitor.Main.Locator("form[action*='handler=Appeal']")).ToHaveCountAsync(0);
        await mine.Look(PagePaths.Return, "denied-staff");

        await Eventually.Holds(async () =>
        {
            await desk.OpensReturn(leads[4]);
            return (await visitor.Main.InnerTextAsync()).Contains(visitor.Words("return.by.promise"), StringComparison.Ordinal);
        }, TimeSpan.FromSeconds(30), "the missed promise approves the return");
        await desk.IsTold("approved");
        await mine.Look(PagePaths.Return, "approved-promise");
    }

    private const string Because = "Vos deux appels sont partis à la même minute; rappelez ce client un autre jour.";

    private static async Task Approve(Visitor staff, Case mine)
    {
        var desk = new ReturnsDesk(staff);
        await desk.Approves(await desk.Finds(mine.Why), "La rue est en effet hors du secteur.");
    }

    private static async Task Deny(Visitor staff, Case mine)
    {
        var desk = new ReturnsDesk(staff);
        await desk.Denies(await desk.Finds(mine.Unlocks[3]), Because);
        await staff.Reads(staff.Words("returns.done.denied"));
    }

    // A keyboard presses a form's first button: none that logs an attempt, which stays, or sets a time that nobody chose.
    private static async Task EnterDoesNothingForGood(Case mine, string unlock)
    {
        var visitor = mine.Visitor;
        await mine.Desk.Opens(unlock);
        await visitor.Choose("way", "call");
        await visitor.Choice("way", "call").PressAsync("Enter");
        await visitor.Reads(visitor.Words("work.outcome-missing"));
        await visitor.Fill("reminder", "Soumission");
        await visitor.Field("reminder").PressAsync("Enter");
        await visitor.Reads(visitor.Words("work.time-invalid"));
        await mine.Desk.Opens(unlock);
        await Expect(visitor.Main.Locator(".attempts, .reminder-set")).ToHaveCountAsync(0);
    }

    // It denies what is asked for later for want of an answer, so it takes a confirmation; with a reminder whose words are kept.
    private static async Task IsAskedWhatReachingSomebodyMeans(Case mine, string unlock)
    {
        var (visitor, desk) = (mine.Visitor, mine.Desk);
        await desk.Opens(unlock);
        await visitor.Choose("way", "call");
        await visitor.Main.Locator(".outcomes:visible details summary").ClickAsync();
        await visitor.Reads(visitor.Words("work.attempt.reached"));
        await mine.Look(PagePaths.MyLead, "reached");
        await desk.Opens(unlock);
        await Expect(visitor.Main.Locator(".attempts")).ToHaveCountAsync(0);
        await desk.SetsReminder("three-days", "Soumission");
        await visitor.Reads(visitor.Words("work.done.reminder"));
        await Expect(visitor.Field("reminder")).ToHaveValueAsync("Soumission");
    }

    private static async Task LogsADeadNumber(Case mine, string unlock)
    {
        await mine.Desk.Opens(unlock);
        await mine.Desk.Logs("call", "out-of-service");
        await mine.Desk.Logs("call", "wrong-number");
    }

    // The money is given back by an event of its own.
    private static Task HasCredits(Visitor visitor, int cents) => Eventually.Holds(async () =>
    {
        await visitor.Open(PagePaths.Balance);
        return (await visitor.Main.InnerTextAsync()).Replace('\u00a0', ' ').Contains(visitor.Amount(cents), StringComparison.Ordinal);
    }, TimeSpan.FromSeconds(20), "the credits are there");

    // Days are longer than one stays signed in.
    private static async Task SignIn(Visitor visitor, string email)
    {
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.SignIn(email, Seeded.Password);
        await visitor.Page.WaitForURLAsync(address => !address.Contains(visitor.AddressOf(PagePaths.SignIn), StringComparison.Ordinal));
    }

    private async Task<Case> Desk(Visitor visitor, string region, PageInspection? pages)
    {
        var (buyer, unlocks) = await Buyer.Of(site.Market, region, leads: 5);
        return new Case(visitor, new LeadDesk(visitor), buyer.Email, unlocks, $"Cette rue n’est pas celle du secteur annoncé. {Guid.NewGuid():N}", pages);
    }

    /// <param name="Why">What they tell staff; nobody else says the same.</param>
    private sealed record Case(Visitor Visitor, LeadDesk Desk, string Email, IReadOnlyList<string> Unlocks, string Why, PageInspection? Pages)
    {
        public Task Look(PagePath path, string state) => Pages?.Look(path, state) ?? Task.CompletedTask;
    }
}
