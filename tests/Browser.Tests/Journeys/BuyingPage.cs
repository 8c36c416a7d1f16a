using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>The page of one lead, or of its exclusivity, where it is paid.</summary>
public sealed class BuyingPage(Visitor visitor)
{
    /// <summary>The card that every journey keeps, as the page names it.</summary>
    public const string Visa = "Visa •••• 4242";

    private readonly PaymentPage _payment = new(visitor);

    /// <summary>The button that pays.</summary>
    public ILocator Button => visitor.Main.Locator(".pay-form button.btn-primary");

    public ILocator Phone => visitor.Main.Locator("a[href^='tel:']").First;

    public Task Opens(string listing) => visitor.Open(PagePaths.Listing, new { listing });

    /// <summary>Goes to Stripe's page, which asks for this much.</summary>
    /// <param name="keepCard">Ticks the box by which Stripe keeps the card.</param>
    public async Task GoesToPay(int cents, bool keepCard = false)
    {
        await Expect(Button).ToContainTextAsync(visitor.Amount(cents));
        if (keepCard) await visitor.Field("keepCard").CheckAsync();
        await Button.ClickAsync();
        await _payment.Asks(cents, SiteFixture.SeededLocale);
    }

    /// <summary>Goes to Stripe's page although a card is kept.</summary>
    /// <param name="keepCard">Ticks the box by which Stripe keeps the other one too.</param>
    public async Task PaysWithAnotherCard(bool keepCard = false)
    {
        var other = visitor.Main.Locator(".pay-other button[value=page]");
        if (!await other.IsVisibleAsync()) await visitor.Main.Locator(".pay-form summary").ClickAsync();
        if (!keepCard)
        {
            await other.ClickAsync();
            return;
        }

        // By keyboard: Enter in the box opens the page too, and charges no kept card.
        await visitor.Field("keepCard").CheckAsync();
        await visitor.Field("keepCard").PressAsync("Enter");
    }

    /// <summary>Pays with the kept card, without leaving the site unless its bank wants that.</summary>
    public async Task PaysInOneClick(int cents, string card = Visa)
    {
        await Expect(Button).ToHaveTextAsync(visitor.Words("pay.card", visitor.Amount(cents), card), new() { UseInnerText = true });
        await Button.ClickAsync();
    }

    /// <summary>Waits until the contact is shown: nobody presses anything, the page looks again by itself.</summary>
    public Task ShowsTheContact() => Phone.WaitForAsync();

    /// <summary>Comes back to a hold that has run out. Who only holds a slot reads in peace: this page does not look again by itself.</summary>
    public Task LooksAgainUntilItIsOver() => Eventually.Holds(async () =>
    {
        if (await Button.IsVisibleAsync()) return true;
        var again = visitor.Main.Locator("a").GetByText(visitor.Words("listing.look-again"));
        if (await again.IsVisibleAsync()) await again.ClickAsync();
        return false;
    }, TimeSpan.FromSeconds(60), "a hold that ran out is over");

    public async Task GivesBack()
    {
        await visitor.Main.Locator("form[action*='handler=Cancel'] button[type=submit]").ClickAsync();
        await Button.WaitForAsync();
    }

    /// <summary>The page of the exclusivity of the bought lead that is open.</summary>
    public async Task OpensTheUpgrade()
    {
        var follow = await visitor.Main.Locator($"a[href^='{visitor.AddressOf(PagePaths.MyLeads)}/']").First.GetAttributeAsync("href");
        await visitor.Open(PagePaths.Upgrade, new { unlock = follow!.Split('/')[^1] });
    }
}
