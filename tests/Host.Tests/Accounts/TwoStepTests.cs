using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Accounts;

[Collection(OneAccountMarket.Name)]
public sealed class TwoStepTests(AccountMarket fixture)
{
    private const string SecurityPage = "/fr/compte/securite";
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task Signing_in_asks_for_a_code_that_opens_once()
    {
        var owner = await fixture.NewOwner();
        await owner.SwitchOnTwoStep(await owner.SignIn());
        var code = await owner.NextCode();

        var browser = await owner.TypePassword(query: "?returnUrl=%2Ffr%2Ftableau%3Fservice%3Dheat-pump");
        browser.Location.ShouldStartWith("/fr/connexion/code");
        await browser.Open(AccountOwner.Board);
        browser.Location.ShouldNotBeNull("the password alone opens nothing").ShouldContain("connexion");

        await browser.Open("/fr/connexion/code?returnUrl=%2Ffr%2Ftableau%3Fservice%3Dheat-pump");
        await browser.Send("", ("code", "000000"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await browser.Send("", ("code", code));
        browser.Location.ShouldBe("/fr/tableau?service=heat-pump");
        await browser.Follow();
        browser.Status.ShouldBe(HttpStatusCode.OK);

        var thief = await owner.TypePassword();
        await thief.Follow();
        await thief.Send("", ("code", code));
        thief.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the same code, read over a shoulder");
        await thief.Send("", ("code", AccountOwner.AsShown(await owner.NextCode())));
        thief.Status.ShouldBe(HttpStatusCode.SeeOther, "the next one");
    }

    [Fact]
    public async Task Ten_recovery_codes_are_shown_once_and_open_once_each()
    {
        var owner = await fixture.NewOwner();
        var browser = await owner.SignIn();
        var codes = await owner.SwitchOnTwoStep(browser);
        codes.Distinct().Count().ShouldBe(10);
        await browser.Open(SecurityPage);
        browser.Page.QuerySelectorAll(".codes code").ShouldBeEmpty();

        (await UseRecoveryCode(owner, codes[3].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant())).ShouldBe(HttpStatusCode.SeeOther);
        (await UseRecoveryCode(owner, codes[3])).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await UseRecoveryCode(owner, codes[4])).ShouldBe(HttpStatusCode.SeeOther);

        await browser.Open(SecurityPage);
        await browser.Send("handler=Renew", ("renewCode", codes[5]));
        await browser.Follow();
        var renewed = browser.Page.QuerySelectorAll(".codes code").Select(code => code.TextContent).ToList();
        renewed.Count.ShouldBe(10);
        (await UseRecoveryCode(owner, codes[6])).ShouldBe(HttpStatusCode.UnprocessableEntity, "one of the old sheet");
        (await UseRecoveryCode(owner, renewed[0])).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Wrong_codes_close_the_account_and_the_right_password_does_not_forgive_them()
    {
        var owner = await fixture.NewOwner();
        await owner.SwitchOnTwoStep(await owner.SignIn());
        for (var guess = 0; guess < 10; guess++)
        {
            var browser = await owner.TypePassword();
            await browser.Follow();
            await browser.Send("", ("code", "12345"));
            browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await owner.TypePassword()).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "closed");
        (await owner.AskForToken(await owner.NextCode())).Code.ShouldBe("identity.sign-in-refused");
    }

    [Fact]
    public async Task The_api_asks_for_the_code_too()
    {
        var owner = await fixture.NewOwner();
        (await owner.AskForToken()).Status.ShouldBe(HttpStatusCode.OK);
        await owner.SwitchOnTwoStep(await owner.SignIn());

        (await owner.AskForToken()).Code.ShouldBe("identity.code-needed");
        (await owner.AskForToken("000000")).Code.ShouldBe("identity.code-wrong");
        (await owner.AskForToken("abcd-efgh-jkmn-pqrs")).Code.ShouldBe("identity.recovery-wrong");
        var code = await owner.NextCode();
        (await owner.AskForToken(AccountOwner.AsShown(code))).Status.ShouldBe(HttpStatusCode.OK);
        (await owner.AskForToken(code)).Code.ShouldBe("identity.code-wrong", "the same code again");
        await Eventually.Holds(async () => await owner.AtTheApi() == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(20), "a token from before is refused");
    }

    [Fact]
    public async Task A_new_password_leaves_the_second_step_in_place()
    {
        var owner = await fixture.NewOwner();
        await owner.SwitchOnTwoStep(await owner.SignIn());

        await owner.ResetPassword("une tout autre phrase");

        var browser = await owner.TypePassword();
        browser.Location.ShouldStartWith("/fr/connexion/code");
        await browser.Follow();
        await browser.Send("", ("code", await owner.NextCode()));
        browser.Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task It_is_switched_off_with_the_password_and_a_code_and_not_with_one_alone()
    {
        var owner = await fixture.NewOwner();
        var browser = await owner.SignIn();
        await browser.Open(SecurityPage);
        await browser.Send("handler=Start", ("startPassword", "pas le bon"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a session left open is not enough");
        await owner.SwitchOnTwoStep(browser);

        await browser.Open(SecurityPage);
        await browser.Send("handler=Stop", ("stopPassword", "pas le bon"), ("stopCode", await owner.NextCode()));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await browser.Send("handler=Stop", ("stopPassword", owner.Password), ("stopCode", "000000"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await browser.Send("handler=Stop", ("stopPassword", owner.Password), ("stopCode", await owner.NextCode()));
        browser.Status.ShouldBe(HttpStatusCode.SeeOther, browser.Says);

        await owner.SignIn();
        await owner.IsTold("deux étapes");
    }

    [Fact]
    public async Task Staff_have_it_too()
    {
        var staff = new AccountOwner(_market, new SeededContractor("", "admin@example.com", ""));
        var browser = await staff.SignIn();
        await staff.SwitchOnTwoStep(browser);

        (await staff.TypePassword()).Location.ShouldStartWith("/fr/connexion/code");

        await browser.Open(SecurityPage);
        await browser.Send("handler=Stop", ("stopPassword", staff.Password), ("stopCode", await staff.NextCode()));
        browser.Status.ShouldBe(HttpStatusCode.SeeOther, browser.Says);
    }

    [Fact]
    public async Task A_key_that_was_offered_and_left_lapses()
    {
        var owner = await fixture.NewOwner();
        var (left, elsewhere) = (await owner.SignIn(), await owner.SignIn());
        var phone = await StartSetUp(left, owner);

        await _market.Sandbox.Advance(TimeSpan.FromMinutes(16));
        await Eventually.Holds(async () =>
        {
            await elsewhere.Open(SecurityPage);
            return elsewhere.Page.QuerySelector(".key code") is null;
        }, TimeSpan.FromSeconds(5), "the key is not shown any more");
        await left.Send("handler=Finish", ("code", phone.CodeAt(await _market.Sandbox.Now())));
        left.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_password_takes_back_a_key_that_was_offered(bool byMail)
    {
        const string another = "une tout autre phrase";
        var owner = await fixture.NewOwner();
        var browser = await owner.SignIn();
        await StartSetUp(browser, owner);

        if (byMail) await owner.ResetPassword(another);
        else await browser.Send("handler=Password", ("current", owner.Password), ("next", another));

        browser = await owner.SignIn(another);
        await browser.Open(SecurityPage);
        browser.Page.QuerySelector(".key code").ShouldBeNull();
    }

    private static async Task<Authenticator> StartSetUp(Browsing browser, AccountOwner owner)
    {
        await browser.Open(SecurityPage);
        await browser.Send("handler=Start", ("startPassword", owner.Password));
        await browser.Follow();
        return Authenticator.With(browser.Page.QuerySelector(".key code")!.TextContent);
    }

    private static async Task<HttpStatusCode> UseRecoveryCode(AccountOwner owner, string code)
    {
        var browser = await owner.TypePassword();
        await browser.Follow();
        await browser.Send("handler=Recovery", ("recovery", code));
        return browser.Status;
    }
}
