using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>The second step of signing in, a forgotten password, and signing in again with both.</summary>
/// <param name="email">Of whoever is signed in.</param>
public sealed class SecurityTour(Visitor visitor, PageInspection pages, Sandbox sandbox, string email)
{
    private const string NewPassword = "une phrase toute neuve";

    public async Task Goes()
    {
        var phone = await SwitchesOnTwoStep();
        await ForgetsThePassword();
        await SignsInWithTheCode(phone);
    }

    private async Task<AuthenticatorApp> SwitchesOnTwoStep()
    {
        await visitor.Open(PagePaths.Security);
        await visitor.Main.Locator("details.action").First.EvaluateAsync("fold => { fold.open = true; }");
        await pages.Look(PagePaths.Security, "off");
        await visitor.Fill("startPassword", Seeded.Password);
        await Press("Start");

        await Expect(visitor.Main.Locator(".qr svg")).ToBeVisibleAsync();
        await pages.Look(PagePaths.Security, "set-up");
        var phone = new AuthenticatorApp(await visitor.Main.Locator(".key code").InnerTextAsync(), sandbox);
        await visitor.Fill("code", "000000");
        await Press("Finish");
        await visitor.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.Security, "refused");
        await visitor.Fill("code", await phone.NextCode());
        await Press("Finish");

        await visitor.IsTitled(visitor.Words("security.codes.title"));
        await pages.Look(PagePaths.Security, "codes");
        await visitor.Main.Locator("a.btn-primary").ClickAsync();
        await visitor.Reads(visitor.Words("security.two-step.on"));
        await pages.Unfold();
        await pages.Look(PagePaths.Security, "on");
        await visitor.Page.Locator("form[action$='" + visitor.AddressOf(PagePaths.SignOut) + "'] button").First.ClickAsync();
        await visitor.IsAt(PagePaths.SignIn);
        return phone;
    }

    private async Task ForgetsThePassword()
    {
        await visitor.Main.Locator($"a[href='{visitor.AddressOf(PagePaths.ForgotPassword)}']").ClickAsync();
        await visitor.IsTitled(visitor.Words("password.forgot.title"));
        await pages.Look(PagePaths.ForgotPassword);
        await visitor.Submit();
        await visitor.IsRefused(visitor.Words("identity.email-missing"));
        await visitor.Fill("email", email);
        await visitor.Submit();
        await visitor.Reads(email);
        await pages.Look(PagePaths.ForgotPassword, "sent");

        var letter = await new Mail(sandbox).WithLink(email, visitor.AddressOf(PagePaths.ResetPassword));
        await visitor.Page.GotoAsync(letter);
        await pages.Look(PagePaths.ResetPassword);
        await visitor.Fill("password", "court");
        await visitor.Submit();
        await visitor.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.ResetPassword, "refused");
        await visitor.Fill("password", NewPassword);
        await visitor.Submit();
        await visitor.Reads(visitor.Words("password.reset.done"));
        await visitor.Page.GotoAsync(letter);
        await visitor.IsTitled(visitor.Words("confirm.spent.title"));
        await pages.Look(PagePaths.ResetPassword, "spent");
    }

    private async Task SignsInWithTheCode(AuthenticatorApp phone)
    {
        await visitor.SignIn(email, NewPassword);
        await visitor.IsTitled(visitor.Words("sign-in.code.title"));
        await pages.Look(PagePaths.SignInCode);
        await visitor.FillCode("000000");
        await visitor.IsRefused(visitor.Words("identity.code-wrong"));
        await pages.Unfold();
        await pages.Look(PagePaths.SignInCode, "refused");
        await visitor.FillCode(await phone.NextCode());
        await visitor.IsAt(PagePaths.Board);
    }

    private Task Press(string handler) => visitor.Main.Locator($"form[action*='handler={handler}'] button").ClickAsync();
}
