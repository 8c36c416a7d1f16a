using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Accounts;

[Collection(OneAccountMarket.Name)]
public sealed class SessionTests(AccountMarket fixture)
{
    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task The_way_back_leads_to_no_other_site(string elsewhere)
    {
        var owner = await fixture.NewOwner();
        await owner.SwitchOnTwoStep(await owner.SignIn());

        var browser = await owner.TypePassword(query: "?returnUrl=" + Uri.EscapeDataString(elsewhere));
        browser.Location.ShouldStartWith("/fr/connexion/code");
        await browser.Follow();
        await browser.Send("", ("code", await owner.NextCode()));
        browser.Location.ShouldBe("/fr/connexion");
    }

    [Fact]
    public async Task A_right_password_waits_ten_minutes_for_the_code_and_no_longer()
    {
        var owner = await fixture.NewOwner();
        await owner.SwitchOnTwoStep(await owner.SignIn());
        var browser = await owner.TypePassword();

        var witness = await fixture.NewOwner();
        var end = await EndOfToken(witness);
        await fixture.Market.Sandbox.Advance(TimeSpan.FromMinutes(9));
        await Eventually.Holds(async () => await EndOfToken(witness) > end + TimeSpan.FromMinutes(8), TimeSpan.FromSeconds(5), "the host follows the clock");
        await browser.Open("/fr/connexion/code");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        await fixture.Market.Sandbox.Advance(TimeSpan.FromMinutes(2));
        await Eventually.Holds(async () =>
        {
            await browser.Open("/fr/connexion/code");
            return browser.Location?.StartsWith("/fr/connexion", StringComparison.Ordinal) == true;
        }, TimeSpan.FromSeconds(5), "the password has to be typed again");
    }

    [Fact]
    public async Task Two_windows_that_change_the_account_at_once_do_not_break()
    {
        var owner = await fixture.NewOwner();
        var windows = await Task.WhenAll(owner.SignIn(), owner.SignIn());
        foreach (var window in windows) await window.Open("/fr/compte/securite");

        await Task.WhenAll(windows.Select((window, number) =>
            window.Send("handler=Password", ("current", owner.Password), ("next", $"une nouvelle phrase {number}"))));

        windows.Count(window => window.Status is HttpStatusCode.SeeOther).ShouldBe(1);
        // Later than the other by more than reading takes, the old password is wrong already.
        windows.Count(window => window.Status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity).ShouldBe(1);
    }

    [Fact]
    public async Task Other_sessions_end_on_request_and_this_one_goes_on()
    {
        var owner = await fixture.NewOwner();
        var (here, elsewhere) = (await owner.SignIn(), await owner.SignIn());
        await here.Open("/fr/compte/securite");
        await here.Send("handler=Sessions");

        await fixture.Market.Sandbox.Advance(TimeSpan.FromSeconds(61));
        await Eventually.Holds(async () =>
        {
            await elsewhere.Open(AccountOwner.Board);
            return elsewhere.Status == HttpStatusCode.Redirect;
        }, TimeSpan.FromSeconds(5), "the other session has ended");
        await here.Open(AccountOwner.Board);
        here.Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<DateTimeOffset> EndOfToken(AccountOwner owner) => (await owner.AskForToken()).Body["expiresAt"]!.GetValue<DateTimeOffset>();
}
