using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests.Accounts;

/// <summary>A person with an account: a mailbox, a telephone with an authenticator, and browsers to sign in from.</summary>
public sealed partial class AccountOwner(MarketProcesses market, SeededContractor account)
{
    public const string Board = "/fr/tableau";
    private const string SecurityPage = "/fr/compte/securite";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private Authenticator? _phone;

    public string Email { get; init; } = account.Email;

    /// <summary>Staff have none.</summary>
    public Guid ContractorId => Guid.Parse(account.Id);

    public string Token { get; } = account.Token;

    public string Password { get; set; } = Seeded.Password;

    /// <summary>Somebody whose address has no account yet.</summary>
    public static AccountOwner Unregistered(MarketProcesses market, string password) =>
        new(market, new SeededContractor("", "", "")) { Email = $"inscrite-{Guid.NewGuid():N}@example.com", Password = password };

    /// <summary>Fills in the registration form with this address, as anybody may.</summary>
    public async Task<Browsing> SendRegistration(string password, string name, string company = "Thermo Tremblay")
    {
        var browser = NewBrowser();
        await browser.Open("/fr/entrepreneurs/inscription");
        await browser.Send("", ("company", company), ("contactName", name), ("email", Email), ("phone", "418 555-0133"), ("password", password));
        browser.Location.ShouldBe("/fr/entrepreneurs/inscription/courriel", browser.Says);
        return browser;
    }

    /// <summary>As the other, and waits until it is done: that happens behind the answer.</summary>
    public async Task Register(string? password = null, string name = "Luce Tremblay", string company = "Thermo Tremblay")
    {
        await SendRegistration(password ?? Password, name, company);
        await using var database = new NpgsqlConnection(market.Database.AdminConnectionString);
        await Eventually.Holds(
            () => database.ExecuteScalarAsync<bool>("select exists (select from host.users where email = @Email and display_name = @name)", new { Email, name }),
            Soon, $"{Email} is registered as {name}");
    }

    /// <summary>Opens the link of the confirmation mail and types a password.</summary>
    public async Task<Browsing> Confirm(string password)
    {
        var browser = NewBrowser();
        await browser.Open(await LinkIn("Confirmez"));
        browser.Status.ShouldBe(HttpStatusCode.OK, browser.Says);
        await browser.Send("", ("password", password));
        return browser;
    }

    public Browsing NewBrowser() => new(market.NewVisitor());

    /// <summary>Types address and password at the sign-in page.</summary>
    public async Task<Browsing> TypePassword(string? password = null, string query = "")
    {
        var browser = NewBrowser();
        await browser.TypePassword(Email, password ?? Password, query);
        return browser;
    }

    /// <summary>Signs in without a second step.</summary>
    public async Task<Browsing> SignIn(string? password = null)
    {
        var browser = await TypePassword(password);
        browser.Status.ShouldBe(HttpStatusCode.SeeOther);
        await browser.Follow();
        browser.Status.ShouldBe(HttpStatusCode.OK);
        return browser;
    }

    /// <summary>Switches the second step on, with an authenticator of their own.</summary>
    /// <returns>The recovery codes.</returns>
    public async Task<IReadOnlyList<string>> SwitchOnTwoStep(Browsing browser)
    {
        await browser.Open(SecurityPage);
        await browser.Send("handler=Start", ("startPassword", Password));
        await browser.Follow();
        _phone = Authenticator.With(browser.Page.QuerySelector(".key code")!.TextContent);
        await browser.Send("handler=Finish", ("code", AsShown(await Code())));
        browser.Status.ShouldBe(HttpStatusCode.SeeOther, browser.Says);
        await browser.Follow();
        return [.. browser.Page.QuerySelectorAll(".codes code").Select(code => code.TextContent)];
    }

    /// <summary>What the telephone shows now.</summary>
    public async Task<string> Code() => _phone!.CodeAt(await market.Sandbox.Now());

    /// <summary>The way that apps show a code.</summary>
    public static string AsShown(string code) => code.Insert(3, " ");

    /// <summary>Waits until the telephone shows another.</summary>
    public async Task<string> NextCode()
    {
        await market.Sandbox.Advance(TimeSpan.FromSeconds(30));
        return await Code();
    }

    public async Task<Answer> AskForToken(string? code = null)
    {
        using var answer = await market.NewVisitor().PostAsJsonAsync("/api/v1/auth/login", new JsonObject { ["email"] = Email, ["password"] = Password, ["code"] = code });
        return await Answer.Read(answer);
    }

    /// <summary>Whether the API still takes the token that the account was seeded with.</summary>
    public async Task<HttpStatusCode> AtTheApi() => (await new Contractor(market.NewVisitor(), account).Board()).Status;

    public async Task AskForLink(string? address = null)
    {
        var browser = NewBrowser();
        await browser.Open("/fr/mot-de-passe");
        await browser.Send("", ("email", address ?? Email));
        browser.Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    /// <summary>The address in the newest mail of this subject.</summary>
    public async Task<string> LinkIn(string subject)
    {
        SentMail? found = null;
        await Eventually.Holds(async () => (found = (await market.Sandbox.Mailbox(Email)).FirstOrDefault(mail => mail.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase))) is not null,
            Soon, $"a mail about '{subject}' for {Email}");
        return new Uri(Link().Match(found!.Text!).Value).PathAndQuery;
    }

    /// <summary>Waits for the mail that tells of a change.</summary>
    public Task IsTold(string subject) => Eventually.Holds(
        async () => (await market.Sandbox.Mailbox(Email)).Any(mail => mail.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase) && !mail.Text!.Contains("?account=", StringComparison.Ordinal)),
        Soon, $"a notice about '{subject}' for {Email}");

    /// <summary>Sets a new password with the link of a mail.</summary>
    public async Task<Browsing> SetPassword(string link, string password)
    {
        var browser = NewBrowser();
        await browser.Open(link);
        browser.Status.ShouldBe(HttpStatusCode.OK, browser.Says);
        await browser.Send("", ("password", password));
        return browser;
    }

    public async Task ResetPassword(string password)
    {
        await AskForLink();
        var browser = await SetPassword(await LinkIn("mot de passe"), password);
        browser.Status.ShouldBe(HttpStatusCode.SeeOther, browser.Says);
        Password = password;
    }

    [GeneratedRegex(@"https?://\S+\?account=\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
