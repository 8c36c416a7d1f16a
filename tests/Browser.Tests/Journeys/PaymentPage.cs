using System.Text.RegularExpressions;
using LeadMarket.Browser.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>The Sandbox's stand-in for Stripe's own payment page.</summary>
public sealed partial class PaymentPage(Visitor visitor)
{
    /// <summary>Waits until it is shown and asks for this much.</summary>
    /// <param name="locale">Of the account, which Stripe's page speaks; the visitor's when absent.</param>
    public async Task Asks(int cents, string? locale = null)
    {
        // When Stripe is slow to answer, the lead's own page comes first; it offers the way here once there is one.
        var wayHere = visitor.Main.Locator("a[href*='/c/pay/']");
        await visitor.Field("cardNumber").Or(wayHere).WaitForAsync();
        if (await wayHere.IsVisibleAsync()) await wayHere.ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(Address());
        await Expect(visitor.Main).ToContainTextAsync(Visitor.Amount(cents, locale ?? visitor.Locale));
    }

    public async Task PayWith(string card)
    {
        await visitor.Fill("cardNumber", card);
        await visitor.Fill("cardExpiry", "12 / 40");
        await visitor.Fill("cardCvc", "123");
        await visitor.Fill("cardName", "Camille Tremblay");
        await visitor.Main.Locator("form:has([name=cardNumber]) button[type=submit]").ClickAsync();
    }

    /// <summary>Says that the card was declined, and lets one try another.</summary>
    public async Task IsDeclined()
    {
        await Expect(visitor.ErrorSummary).ToBeVisibleAsync();
        await Expect(visitor.Page).ToHaveURLAsync(Address());
    }

    /// <summary>The bank asks whether it is really them.</summary>
    public async Task TellsTheBank(bool yes)
    {
        await visitor.Main.Locator($"button[name=outcome][value={(yes ? "complete" : "fail")}]").ClickAsync();
        if (!yes) await IsDeclined();
    }

    /// <summary>Leaves without paying.</summary>
    public Task GoBack() => visitor.Main.Locator("a.cancel").ClickAsync();

    [GeneratedRegex("/c/pay/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
