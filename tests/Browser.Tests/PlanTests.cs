using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

/// <summary>A plan whose payments fail, as its contractor lives through it.</summary>
[Collection(SharedSite.Name)]
public sealed class PlanTests(SiteFixture site)
{
    [Fact]
    public async Task A_card_that_fails_costs_nobody_their_plan_before_they_could_pay()
    {
        await using var french = await site.NewVisitor("fr");
        await using var english = await site.NewVisitor("en");
        var (frenchPages, englishPages) = (new PageInspection(french), new PageInspection(english));
        var emails = (await site.Market.Sandbox.Seed(contractors: 2, leads: 0)).Contractors.Select(contractor => contractor.Email).ToArray();

        await Task.WhenAll(FailsToUpgrade(french, frenchPages, emails[0]), FailsToUpgrade(english, englishPages, emails[1]));
        await site.Market.Sandbox.Advance(TimeSpan.FromDays(32));
        await Task.WhenAll(FailsToRenew(french, frenchPages, emails[0]), FailsToRenew(english, englishPages, emails[1]));

        frenchPages.Found.Concat(englishPages.Found).Concat(french.Complaints).Concat(english.Complaints).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_JavaScript_a_plan_is_subscribed_to_changed_and_cancelled()
    {
        await using var visitor = await site.NewVisitor("fr", javaScript: false);
        await SignIn(visitor, (await site.Market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0].Email);
        var plan = new PlanPage(visitor);
        await plan.Opens();
        await plan.Chooses("elite", cents: 11383);
        await plan.Pays("Élite");

        await plan.LooksAt("pro");
        await plan.Changes();
        await plan.Has("Pro");
        await plan.Cancels();
        await plan.Resumes();
    }

    private static async Task FailsToUpgrade(Visitor visitor, PageInspection pages, string email)
    {
        await SignIn(visitor, email);
        var plan = new PlanPage(visitor);
        await plan.Opens();
        await plan.Chooses("pro", cents: 5634);
        await plan.Pays("Pro");

        await plan.ReplacesCard(TestCards.FailsLater, "0341");
        await plan.LooksAt("elite", cents: 5749);
        await plan.Changes();
        await visitor.Reads(visitor.Words("plan.change-pending", "Élite"));
        await plan.Has("Pro");
        await pages.Look(PagePaths.Plan, "change-pending");
        await plan.PaysTheBill(5749, "Élite");
    }

    private static async Task FailsToRenew(Visitor visitor, PageInspection pages, string email)
    {
        // A month is longer than one stays signed in.
        await SignIn(visitor, email);
        var plan = new PlanPage(visitor);
        await Eventually.Holds(async () =>
        {
            await plan.Opens();
            return await plan.Banner.IsVisibleAsync();
        }, TimeSpan.FromSeconds(30), "the page says that the renewal failed");
        await visitor.Reads(visitor.Words("plan.payment-failed", "Élite"));
        await plan.Has("Élite");
        await Expect(plan.Banner).ToContainTextAsync(visitor.Amount(2900));
        await pages.Look(PagePaths.Plan, "payment-failed");

        await plan.PaysTheBill(11383, "Élite");
        await visitor.Main.Locator("[data-chart] canvas").WaitForAsync();
        await pages.Unfold();
        await pages.Look(PagePaths.Plan, "two-months");

        // More than a month after the upgrade.
        await plan.LooksAt("pro");
        await visitor.Reads(visitor.Words("plan.change.later"));
        await pages.Look(PagePaths.PlanChange, "cheaper");
        await plan.Cancels();
    }

    private static async Task SignIn(Visitor visitor, string email)
    {
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.SignIn(email, Seeded.Password);
        await visitor.IsAt(PagePaths.Board);
    }
}
