using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Somebody of the staff, who sees to a contractor's money.</summary>
public sealed class Operator(Visitor visitor)
{
    public async Task SignsIn()
    {
        await visitor.SignIn("admin@example.com", Seeded.Password);
        await visitor.IsAt(PagePaths.Coupons);
    }

    /// <summary>Gives credits as a gesture, on the page of a payment of theirs.</summary>
    /// <param name="amount">As typed: <c>20,00</c>.</param>
    public async Task GivesCredits(string contractor, string amount, string why)
    {
        var payment = visitor.Main.Locator("tbody th a").First;
        // A payment is in the books a moment after it was made.
        await Eventually.Holds(async () =>
        {
            await visitor.Page.GotoAsync($"{visitor.AddressOf(PagePaths.Payments)}?q={Uri.EscapeDataString(contractor)}");
            return await payment.IsVisibleAsync();
        }, TimeSpan.FromSeconds(20), $"a payment of {contractor} is found");
        await payment.ClickAsync();
        await visitor.Fill("credit", amount);
        await visitor.Fill("words", why);
        await visitor.Main.Locator("form[action*='handler=Gesture'] button[type=submit]").ClickAsync();
        await visitor.Reads(visitor.Words("payment.credited"));
    }
}
