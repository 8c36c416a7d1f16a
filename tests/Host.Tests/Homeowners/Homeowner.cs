using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Homeowners;

/// <summary>A homeowner at the JSON API of one host, and at the page that their e-mail links to.</summary>
public sealed partial class Homeowner
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly MarketProcesses _market;
    private readonly HttpClient _http;

    public Homeowner(MarketProcesses market, string name = "Ghislaine Thivierge-Ouellette", int host = 0)
    {
        (_market, _http, Name) = (market, market.NewVisitor(host), name);
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        var unique = Guid.CreateVersion7().ToString("N")[^9..];
        Email = $"ghislaine.{unique}@example.com";

        // 581 and an exchange from 212 to 310: of the place, nobody else's, and no service code such as 311.
        Phone = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+1581{Random.Shared.Next(2_120_000, 3_110_000)}");
    }

    public string Name { get; }

    public string Email { get; }

    /// <summary>E.164.</summary>
    public string Phone { get; }

    public string Address => $"{Phone[^4..]}, rang du Petit-Brûlé";

    public Guid Lead { get; private set; }

    /// <summary>Their request, with everything in it that the form takes.</summary>
    public JsonObject Form => new()
    {
        ["service"] = "heat-pump",
        ["postalCode"] = "G1R 2B5",
        ["answers"] = new JsonObject { ["current-heating"] = new JsonArray("baseboards") },
        ["budget"] = "10000-to-20000",
        ["timeline"] = "one-month",
        ["quotes"] = 3,
        ["name"] = Name,
        ["email"] = Email,
        ["phone"] = Phone,
        ["address"] = Address,
        ["locale"] = "fr",
        ["consentToContact"] = true,
        ["consentVersion"] = ConsentVersion,
        ["consentToMarketing"] = true,
        ["marketingVersion"] = ConsentVersion,
        ["consentToAdvertising"] = true,
        ["advertisingVersion"] = ConsentVersion,
        ["callHours"] = new JsonArray("evening"),
    };

    /// <summary>The version of every text of the shipped market.</summary>
    public const string ConsentVersion = "2026-11-21";

    public async Task<Answer> Submit(JsonObject? form = null)
    {
        using var response = await _http.PostAsJsonAsync("/api/v1/leads", form ?? Form);
        var answer = await Answer.Read(response);
        if (response.StatusCode == HttpStatusCode.Created) Lead = (Guid)answer.Body["id"]!;
        return answer;
    }

    public async Task<Answer> AskForCode()
    {
        using var response = await _http.PostAsync($"/api/v1/leads/{Lead}/verification", null);
        return await Answer.Read(response);
    }

    public async Task<Answer> Check(string? code)
    {
        using var response = await _http.PostAsJsonAsync($"/api/v1/leads/{Lead}/verification/check", new JsonObject { ["code"] = code });
        return await Answer.Read(response);
    }

    public async Task Verify()
    {
        (await AskForCode()).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Check(await _market.Sandbox.CodeFor(Phone))).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Submits, verifies, and waits for the listing.</summary>
    /// <returns>The listing.</returns>
    public async Task<string> GetListed(Ledger ledger)
    {
        (await Submit()).Status.ShouldBe(HttpStatusCode.Created);
        await Verify();
        Guid? listing = null;
        await Eventually.Holds(
            async () => (listing = await ledger.Value<Guid?>("select id from purchasing.listings where lead_id = @lead", new { lead = Lead })) is not null,
            Soon, "the lead is listed");
        return listing!.Value.ToString();
    }

    /// <summary>The address of their page, from the newest e-mail that links to it.</summary>
    public async Task<string> PageAddress()
    {
        string? address = null;
        await Eventually.Holds(async () =>
        {
            var mails = await _market.Sandbox.Mailbox(Email);
            address = mails.Select(mail => PageLink().Match(mail.Text ?? "")).FirstOrDefault(found => found.Success)?.Value;
            return address is not null;
        }, Soon, "the link to the page arrives");
        return address!;
    }

    /// <summary>Their page, as the browser gets it.</summary>
    public async Task<IHtmlDocument> Open(string address)
    {
        using var response = await _http.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> Get(string address) => _http.GetAsync(address);

    /// <summary>Opens a page and sends the form whose address ends so, with its hidden fields.</summary>
    /// <returns>Where the answer leads.</returns>
    public async Task<string> Press(string page, string formEndsWith, params (string Name, string Value)[] fields)
    {
        var document = await Open(page);
        var form = document.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>()
            .First(candidate => (candidate.GetAttribute("action") ?? page).EndsWith(formEndsWith, StringComparison.Ordinal));
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => (Name: input.GetAttribute("name")!, Value: input.GetAttribute("value") ?? ""));
        var sent = hidden.Where(field => fields.All(given => given.Name != field.Name)).Concat(fields);
        using var content = new FormUrlEncodedContent(sent.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _http.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : page, content);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.ToString();
    }

    [GeneratedRegex(@"/fr/ma-demande/[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageLink();
}
