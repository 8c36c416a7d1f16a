using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>A contractor's plan, and Stripe's pages behind its buttons.</summary>
public sealed class PlanPage(Visitor visitor)
{
    private readonly PaymentPage _payment = new(visitor);

    /// <summary>Where the page says what needs attention.</summary>
    public ILocator Banner => visitor.Main.Locator(".banner");

    public Task Opens() => visitor.Open(PagePaths.Plan);

    /// <summary>Presses the button of a plan, which leads to Stripe.</summary>
    public async Task Chooses(string plan, int cents)
    {
        var button = visitor.Main.Locator($"form:has(input[name=plan][value={plan}]) button");
        await Expect(button).ToContainTextAsync(visitor.Amount(cents));
        await button.ClickAsync();
        await _payment.Asks(cents);
    }

    /// <summary>Pays on Stripe's page, and comes back with the plan.</summary>
    public async Task Pays(string name)
    {
        await _payment.PayWith(TestCards.Visa);
        await visitor.IsAt(PagePaths.Plan);
        await visitor.Reads(visitor.Words("plan.done.now", name));
        await Has(name);
    }

    /// <summary>Waits until the page names this plan as the contractor's own.</summary>
    public Task Has(string name) => Expect(visitor.Main.Locator("#plan-name")).ToHaveTextAsync(name);

    /// <summary>Opens what a change costs; the button says it.</summary>
    public async Task LooksAt(string plan, int? cents = null)
    {
        await visitor.Open(PagePaths.PlanChange, new { plan });
        if (cents is { } due) await Expect(ChangeButton).ToContainTextAsync(visitor.Amount(due));
    }

    public ILocator ChangeButton => visitor.Main.Locator("form:has(input[name=asOf]) button");

    public async Task Changes()
    {
        await ChangeButton.ClickAsync();
        await visitor.IsAt(PagePaths.Plan);
    }

    /// <summary>Goes to Stripe's page for cards and saves another.</summary>
    public async Task ReplacesCard(string card, string last4)
    {
        await Opens();
        await visitor.Main.Locator("form[action$='handler=Cards'] button").First.ClickAsync();
        await visitor.Field("cardNumber").WaitForAsync();
        await _payment.PayWith(card);
        await Expect(visitor.Main.Locator("#card-on-file")).ToContainTextAsync(last4);
        await _payment.GoBack();
        await visitor.IsAt(PagePaths.Plan);
        // Stripe tells of a new card by an event, which may be slower than the way back.
        await Eventually.Holds(async () =>
        {
            await Opens();
            return (await visitor.Main.InnerTextAsync()).Contains(visitor.Words("plan.card", "Visa", last4), StringComparison.Ordinal);
        }, TimeSpan.FromSeconds(20), "the page names the new card");
    }

    /// <summary>Pays the open bill on Stripe's page, which does not lead back by itself.</summary>
    public async Task PaysTheBill(int cents, string name)
    {
        await Banner.Locator("a.btn-primary").ClickAsync();
        await visitor.Reads(visitor.Amount(cents));
        await _payment.PayWith(TestCards.Visa);
        await Expect(visitor.Field("cardNumber")).ToHaveCountAsync(0);
        await visitor.Page.GotoAsync(visitor.AddressOf(PagePaths.Plan) + "?back=paid");
        await visitor.Reads(visitor.Words("plan.done.now", name));
        await Expect(Banner).ToHaveCountAsync(0);
    }

    public async Task Cancels()
    {
        await visitor.Open(PagePaths.PlanCancel);
        await visitor.Main.Locator("form button.btn-danger").ClickAsync();
        await visitor.IsAt(PagePaths.Plan);
        await Expect(Banner.Locator("form[action$='handler=Resume']")).ToBeVisibleAsync();
    }

    public async Task Resumes()
    {
        await Banner.Locator("form[action$='handler=Resume'] button").ClickAsync();
        await Expect(Banner).ToHaveCountAsync(0);
    }
}
