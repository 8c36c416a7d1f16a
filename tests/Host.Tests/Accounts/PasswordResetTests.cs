using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests.Accounts;

[Collection(OneAccountMarket.Name)]
public sealed partial class PasswordResetTests(AccountMarket fixture)
{
    private const string Another = "autre phrase de passe";
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task A_link_by_mail_sets_a_new_password_once()
    {
        var owner = await fixture.NewOwner();
        await owner.AskForLink();
        var link = await owner.LinkIn("mot de passe");
        // A mail scanner opens it; that spends nothing.
        await owner.NewBrowser().Open(link);

        var refused = await owner.SetPassword(link, "court");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var late = owner.NewBrowser();
        await late.Open(link);
        (await owner.SetPassword(link, Another)).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await owner.TypePassword()).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the old password");
        await owner.SignIn(Another);
        await late.Send("", ("password", "encore une autre phrase"));
        late.Status.ShouldBe(HttpStatusCode.Conflict, "the link was open in another window");
        await late.Open(link);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        await owner.SignIn(Another);
    }

    [Fact]
    public async Task A_link_is_good_for_an_hour()
    {
        var owner = await fixture.NewOwner();
        await owner.AskForLink();
        var link = await owner.LinkIn("mot de passe");
        var browser = owner.NewBrowser();
        await browser.Open(link);
        browser.Status.ShouldBe(HttpStatusCode.OK);

        await _market.Sandbox.Advance(TimeSpan.FromMinutes(61));
        await Eventually.Holds(async () =>
        {
            await browser.Open(link);
            return browser.Status == HttpStatusCode.Conflict;
        }, TimeSpan.FromSeconds(5), "the link is too old");
    }

    [Fact]
    public async Task A_link_for_one_account_sets_nobody_elses_password()
    {
        var (owner, other) = (await fixture.NewOwner(), await fixture.NewOwner());
        await owner.AskForLink();
        await other.AskForLink();
        var (mine, theirs) = (await owner.LinkIn("mot de passe"), await other.LinkIn("mot de passe"));

        var browser = owner.NewBrowser();
        await browser.Open(theirs.Split('&')[0] + "&" + mine.Split('&')[1]);
        browser.Status.ShouldBe(HttpStatusCode.Conflict);
        await browser.Open(theirs + "x");
        browser.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nobody_learns_who_has_an_account()
    {
        var owner = await fixture.NewOwner();
        const string stranger = "personne-ici@example.com";
        var (known, knownTime) = await Ask(owner, owner.Email);
        var (unknown, unknownTime) = await Ask(owner, stranger);

        unknown.ShouldBe(known);
        foreach (var time in new[] { knownTime, unknownTime }) time.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(390), "both answers wait for the same moment");
        (await _market.Sandbox.Mailbox(stranger)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_learns_it_from_mails_that_cannot_be_written_either()
    {
        var owner = await fixture.NewOwner();
        await using (var connection = new NpgsqlConnection(_market.Database.AdminConnectionString))
        {
            await connection.OpenAsync();
            await using var held = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("lock table notifications.messages in access exclusive mode");
            var (known, knownTime) = await Ask(owner, owner.Email);
            var (unknown, _) = await Ask(owner, "personne-la@example.com");
            known.ShouldBe(unknown);
            knownTime.ShouldBeLessThan(TimeSpan.FromSeconds(5), "the answer waits for no mail");
        }

        await owner.LinkIn("mot de passe");
    }

    [Fact]
    public async Task A_new_password_ends_every_session_and_token()
    {
        var owner = await fixture.NewOwner();
        var elsewhere = await owner.SignIn();
        (await owner.AtTheApi()).ShouldBe(HttpStatusCode.OK);

        await owner.ResetPassword(Another);

        await Eventually.Holds(async () => await owner.AtTheApi() == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(20), "the token is refused");
        await _market.Sandbox.Advance(TimeSpan.FromSeconds(61));
        await Eventually.Holds(async () =>
        {
            await elsewhere.Open(AccountOwner.Board);
            return elsewhere.Location?.Contains("/fr/connexion", StringComparison.Ordinal) == true;
        }, TimeSpan.FromSeconds(5), "the session has ended");
        await owner.IsTold("mot de passe");
    }

    [Fact]
    public async Task A_new_password_reopens_an_account_that_guesses_had_closed()
    {
        var owner = await fixture.NewOwner();
        for (var guess = 0; guess < 10; guess++) (await owner.TypePassword("une devinette ratée")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await owner.TypePassword()).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "closed for the right password too");

        await owner.ResetPassword(Another);

        await owner.SignIn();
    }

    [Fact]
    public async Task A_link_that_came_by_mail_proves_the_address()
    {
        var owner = AccountOwner.Unregistered(_market, Another);
        await owner.Register();
        (await owner.TypePassword()).Status.ShouldBe(HttpStatusCode.Conflict, "not confirmed yet");

        await owner.ResetPassword("la bonne phrase cette fois");

        await owner.SignIn();
    }

    private static async Task<(string Page, TimeSpan Time)> Ask(AccountOwner owner, string address)
    {
        var browser = owner.NewBrowser();
        await browser.Open("/fr/mot-de-passe");
        var watch = Stopwatch.StartNew();
        await browser.Send("", ("email", address));
        var time = watch.Elapsed;
        await browser.Follow();
        var said = Token().Replace(browser.Page.DocumentElement.OuterHtml, "").Replace(address, "(address)", StringComparison.Ordinal);
        return ($"{browser.Status} {said}", time);
    }

    [GeneratedRegex("""<input name="__RequestVerificationToken"[^>]*>""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
