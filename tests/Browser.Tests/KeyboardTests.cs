using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

/// <summary>Nobody needs a mouse.</summary>
[Collection(SharedSite.Name)]
public sealed class KeyboardTests(SiteFixture site)
{
    private const string Continue = "main form button.btn-primary";

    [Fact]
    public async Task The_form_can_be_finished_with_the_keyboard_alone()
    {
        var homeowner = Homeowner.At("H2X 1Y4");
        await using var visitor = await site.NewVisitor("en", width: 1280);
        await visitor.Open(PagePaths.Home);
        await Press(visitor, $"main a[href='{visitor.AddressOf(PagePaths.IntakeStart)}']", "Enter");

        await visitor.IsTitled(visitor.Words("intake.1.title"));
        await Press(visitor, "[name=service]", "Space");
        await Press(visitor, Continue, "Enter");

        await visitor.IsTitled(visitor.Words("intake.2.title"));
        await Type(visitor, "postalCode", homeowner.PostalCode);
        await Press(visitor, "[name='answers.parking']", "Space");
        // Within a group of radio buttons the arrows choose.
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Press(visitor, Continue, "Enter");

        await visitor.IsTitled(visitor.Words("intake.3.title"));
        foreach (var group in new[] { "budget", "timeline", "quotes" }) await Press(visitor, $"[name={group}]", "Space");
        await Press(visitor, Continue, "Enter");

        await visitor.IsTitled(visitor.Words("intake.4.title"));
        await Type(visitor, "name", homeowner.Name);
        await Type(visitor, "email", homeowner.Email);
        await Type(visitor, "phone", homeowner.TypedPhone);
        await Press(visitor, "summary", "Enter");
        await Press(visitor, "[name=callHours]", "Space");
        await Press(visitor, "[name=consentToContact]", "Space");
        await Press(visitor, Continue, "Enter");

        await visitor.IsTitled(visitor.Words("code.title"));
        await Expect(visitor.Field("code")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync(await site.Market.Sandbox.CodeFor(homeowner.Phone));
        await visitor.IsTitled(visitor.Words("thanks.title"));

        var page = new RequestPage(visitor, new Mail(site.Market.Sandbox), homeowner);
        await page.Open();
        await page.SaysListed();
        await Press(visitor, "#close > summary", "Enter");
        await Press(visitor, "#close button", "Enter");
        await visitor.Reads(visitor.Words("request.done.close"));
        visitor.Complaints.ShouldBeEmpty();
    }

    private static async Task Type(Visitor visitor, string name, string text)
    {
        await TabTo(visitor, $"[name={name}]");
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    private static async Task Press(Visitor visitor, string selector, string key)
    {
        await TabTo(visitor, selector);
        await visitor.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Follows the visible order until the focus is there, and sees that it can be seen there.</summary>
    private static async Task TabTo(Visitor visitor, string selector)
    {
        // A title is there before the style sheet that draws the focus.
        await visitor.Page.WaitForLoadStateAsync(LoadState.Load);
        for (var presses = 0; presses < 40; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (!await visitor.Page.EvaluateAsync<bool>("(wanted) => document.activeElement.matches(wanted)", selector)) continue;
            (await visitor.Page.EvaluateAsync<bool>(FocusShows)).ShouldBeTrue($"the focus cannot be seen on {selector}");
            return;
        }

        throw new InvalidOperationException($"Tab never reaches {selector} on {visitor.Page.Url}.");
    }

    // A box shows the focus around its whole label.
    private const string FocusShows = """
        () => [document.activeElement, document.activeElement.closest("label")].some((element) => {
          const style = element && getComputedStyle(element);
          return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        })
        """;
}
