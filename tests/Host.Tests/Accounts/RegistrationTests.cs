using System.Diagnostics;
using System.Net;
using Dapper;
using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests.Accounts;

/// <summary>Whose an account is when an address is registered more than once before it is confirmed, and what a registration tells.</summary>
[Collection(OneAccountMarket.Name)]
public sealed class RegistrationTests(AccountMarket fixture)
{
    private const string Owners = "la phrase de la propriétaire";
    private const string Strangers = "une phrase tout autre";
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task Who_mistyped_registers_again_and_the_first_mail_confirms_the_newer_form()
    {
        var owner = AccountOwner.Unregistered(_market, Owners);
        await owner.Register("la phrase de la proprietaire", "Luce Tremblai", "Termo Tremblay");
        await owner.Register();

        (await owner.Confirm("la phrase de la proprietaire")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "that was the form before");
        var browser = await owner.Confirm(Owners);
        browser.Status.ShouldBe(HttpStatusCode.SeeOther, browser.Says);
        await browser.Open("/fr/compte");
        browser.Status.ShouldBe(HttpStatusCode.OK, "confirming signs in");
        browser.Page.QuerySelector("[name=company]")!.GetAttribute("value").ShouldBe("Thermo Tremblay");
        await owner.SignIn();
    }

    [Fact]
    public async Task A_stranger_who_registered_the_address_first_has_gained_nothing()
    {
        var owner = AccountOwner.Unregistered(_market, Owners);
        await owner.Register(Strangers, "Une Inconnue");
        await owner.Register();

        (await owner.Confirm(Owners)).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await owner.TypePassword(Strangers)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await owner.SignIn();
    }

    [Fact]
    public async Task A_stranger_who_registers_it_last_has_gained_nothing_and_its_owner_chooses_a_new_password()
    {
        var owner = AccountOwner.Unregistered(_market, Owners);
        await owner.Register();
        await owner.Register(Strangers, "Une Inconnue");

        var browser = await owner.Confirm(Owners);
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("#f-password-error").ShouldNotBeNull();
        browser.Page.QuerySelector("main a[href='/fr/mot-de-passe']").ShouldNotBeNull();
        (await owner.TypePassword(Strangers)).Status.ShouldBe(HttpStatusCode.Conflict, "nobody has confirmed the address");

        await owner.ResetPassword("la phrase qui reste enfin");

        (await owner.TypePassword(Strangers)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await owner.SignIn();
    }

    [Fact]
    public async Task Ten_wrong_passwords_behind_a_link_close_the_account_as_they_do_at_the_sign_in_page()
    {
        var owner = AccountOwner.Unregistered(_market, Owners);
        await owner.Register();
        var browser = await owner.Confirm("");
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the link alone confirms nothing");
        for (var guess = 0; guess < 10; guess++)
        {
            await browser.Send("", ("password", "une devinette ratée"));
            browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        await browser.Send("", ("password", Owners));
        browser.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await owner.ResetPassword("la phrase qui reste enfin");
        await owner.SignIn();
    }

    [Fact]
    public async Task Registering_a_confirmed_address_changes_nothing_and_its_owner_is_told()
    {
        var owner = await fixture.NewOwner();

        await owner.SendRegistration(Strangers, "Une Inconnue", "Compagnie inconnue");

        await Eventually.Holds(async () => (await _market.Sandbox.Mailbox(owner.Email)).Count > 0, TimeSpan.FromSeconds(30), "its owner is told");
        (await owner.TypePassword(Strangers)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var browser = await owner.SignIn();
        await browser.Open("/fr/compte");
        browser.Page.QuerySelector("[name=company]")!.GetAttribute("value").ShouldNotBe("Compagnie inconnue");
    }

    [Fact]
    public async Task Nobody_learns_from_the_answer_or_its_time_who_has_an_account()
    {
        var (known, unknown) = (await fixture.NewOwner(), AccountOwner.Unregistered(_market, Owners));
        await using (var connection = new NpgsqlConnection(_market.Database.AdminConnectionString))
        {
            // What a registration writes cannot be written meanwhile: the answer waits for none of it.
            await connection.OpenAsync();
            await using var held = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("lock table purchasing.contractors, notifications.messages in access exclusive mode");
            foreach (var owner in new[] { known, unknown })
            {
                var watch = Stopwatch.StartNew();
                await owner.SendRegistration(Strangers, "Une Inconnue");
                watch.Elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(390), TimeSpan.FromSeconds(5));
            }
        }

        await unknown.LinkIn("Confirmez");
    }
}
