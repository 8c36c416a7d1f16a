using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LeadMarket.Host.Tests.Homeowners;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Pages;

/// <summary>Every form of the site, filled with what no form should be filled with: refused in words beside the field, never a 500,
/// nothing half written.</summary>
[Collection(SharedMarket.Name)]
public sealed class BadFormTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    // Percent-encoded, as a browser or an attacker sends them: some are no text at all.
    private static readonly string[] Payloads =
    [
        "", "%20", new string('x', 5_000), "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%27%3B+drop+table+leads.leads%3B+--", "a%00b",
        "%ED%A0%80", "%E2%80%AEevil", "%F0%9F%92%A9", "-1", "1e309", "%0D%0ASet-Cookie:+a=b",
    ];

    public static TheoryData<string> PublicForms => ["/fr/soumission", "/en/quote", "/fr/entrepreneurs/inscription", "/en/contractors/register", "/fr/connexion", "/en/sign-in", "/fr/mot-de-passe", "/en/password",
        "/fr/preuve-de-consentement", "/en/consent-receipt"];

    [Theory]
    [MemberData(nameof(PublicForms))]
    public async Task A_public_form_refuses_in_words(string path)
    {
        var before = await People();
        foreach (var payload in Payloads)
        {
            var visitor = _market.NewVisitor();
            await Submit(visitor, await Open(visitor, path), payload);
        }

        (await People()).ShouldBe(before);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_later_step_of_the_request_refuses_in_words(int step)
    {
        var before = await People();
        foreach (var payload in Payloads)
        {
            // A draft of one's own, with the first step well done.
            var visitor = _market.NewVisitor();
            var first = await Open(visitor, "/fr/soumission");
            using var saved = await Post(visitor, first, Fields(first, "heat-pump"));
            saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            var address = saved.Headers.Location!.ToString().TrimEnd('2') + step;

            await Submit(visitor, await Open(visitor, address), payload);
        }

        (await People()).ShouldBe(before);
    }

    [Fact]
    public async Task The_forms_of_a_homeowners_page_refuse_in_words()
    {
        var homeowner = new Homeowner(_market);
        await homeowner.Submit();
        await homeowner.AskForCode();
        var page = await homeowner.PageAddress();
        var visitor = _market.NewVisitor();
        var forms = (await Forms(visitor, page)).Concat(await Forms(visitor, page + "/code")).Where(form => !Ends(form)).ToList();
        forms.Count.ShouldBeGreaterThanOrEqualTo(4, "code, outcome, problem, consents");

        foreach (var form in forms)
        {
            foreach (var payload in Payloads) await Submit(visitor, form, payload);
        }

        (await fixture.Ledger.Value<string>("select status from leads.leads where id = @lead", new { lead = homeowner.Lead })).ShouldBe("submitted");

        // Pressing one of these is no bad input: it does what it says.
        static bool Ends(OpenPage page) => new[] { "Close", "Withdraw", "Link", "Send" }.Any(name =>
            page.Form.GetAttribute("action")?.EndsWith($"handler={name}", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_contractors_forms_refuse_in_words()
    {
        var seeded = await _market.Sandbox.Seed(contractors: 1, leads: 1, service: "heat-pump");
        var buyer = new Contractor(_market.NewVisitor(), seeded.Contractors[0]);
        // With a card that is kept, so that the page of the cards has forms too.
        var bought = await buyer.Send(HttpMethod.Post, $"/api/v1/listings/{seeded.Leads[0].ListingId}/unlock", new JsonObject { ["keepCard"] = true });
        await _market.Sandbox.Pay(bought.Checkout);
        await buyer.WaitFor(bought.UnlockId, "paid");
        await Eventually.Holds(
            () => fixture.Ledger.Value<bool>("select exists (select from billing.saved_cards where contractor_id = @id::uuid)", new { id = seeded.Contractors[0].Id }),
            TimeSpan.FromSeconds(30), "the card is kept");
        var visitor = _market.NewVisitor();
        await new Browsing(visitor).SignIn(seeded.Contractors[0].Email);
        var lead = $"/fr/mes-projets/{bought.UnlockId}";

        // The password last: enough wrong ones end the tries.
        foreach (var path in new[] { "/fr/couverture", "/fr/compte", "/fr/compte/avis", "/fr/compte/cartes", lead, lead + "/retour", "/fr/compte/securite" })
        {
            var forms = (await Forms(visitor, path)).Where(form => !Does(form)).ToList();
            forms.ShouldNotBeEmpty(path);
            foreach (var form in forms)
            {
                // The buttons of some forms carry a value.
                foreach (var payload in Payloads) await Submit(visitor, form, payload, $"&when={payload}&outcome={payload}");
            }
        }

        (await fixture.Ledger.Value<long>(
            "select count(*) from purchasing.contact_attempts where unlock_id = @unlock", new { unlock = bought.UnlockId })).ShouldBe(0);

        // Pressing one of these is no bad input: it does what it says.
        static bool Does(OpenPage page) => new[] { "Pause", "Resume", "Add", "Sessions", "NoReminder" }.Any(name =>
            page.Form.GetAttribute("action")?.EndsWith($"handler={name}", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Ten_megabytes_in_a_form_are_refused()
    {
        var visitor = _market.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fr/soumission")
        {
            Content = new StringContent("service=" + new string('x', 10_000_000), Encoding.ASCII, "application/x-www-form-urlencoded"),
        };
        request.Headers.ExpectContinue = true;

        using var answer = await visitor.SendAsync(request);

        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
    }

    private sealed record OpenPage(Uri Address, IHtmlFormElement Form);

    /// <param name="more">Fields that the form itself does not have.</param>
    private static async Task Submit(HttpClient visitor, OpenPage page, string payload, string more = "")
    {
        using var answer = await Post(visitor, page, Fields(page, payload) + more);

        ((int)answer.StatusCode).ShouldBeLessThan(500, $"{page.Address} with '{payload[..Math.Min(payload.Length, 20)]}'");
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain("a=b");
        if (answer.StatusCode != HttpStatusCode.UnprocessableEntity) return;

        var refused = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        refused.QuerySelectorAll("[role=alert], .error-summary").ShouldNotBeEmpty("the summary says what is wrong");
        refused.QuerySelectorAll("script:not([src])").ShouldBeEmpty("what was typed comes back as text");
    }

    private static async Task<OpenPage> Open(HttpClient visitor, string path) => (await Forms(visitor, path))[0];

    private static async Task<IReadOnlyList<OpenPage>> Forms(HttpClient visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther) return await Forms(visitor, answer.Headers.Location!.ToString());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return [.. document.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>()
            .Select(form => new OpenPage(answer.RequestMessage!.RequestUri!, form))];
    }

    private static string Fields(OpenPage page, string value) => string.Join('&', page.Form.QuerySelectorAll("input, select, textarea")
        .Select(field => (Name: field.GetAttribute("name"), Hidden: field.GetAttribute("type") == "hidden", Value: field.GetAttribute("value")))
        .Where(field => field.Name is not null)
        .DistinctBy(field => field.Name)
        .Select(field => $"{Uri.EscapeDataString(field.Name!)}={(field.Hidden ? Uri.EscapeDataString(field.Value ?? "") : value)}"));

    private static Task<HttpResponseMessage> Post(HttpClient visitor, OpenPage page, string fields)
    {
        var action = page.Form.GetAttribute("action") is { Length: > 0 } given ? new Uri(page.Address, given) : page.Address;
        return visitor.PostAsync(action, new StringContent(fields, Encoding.ASCII, "application/x-www-form-urlencoded"));
    }

    private Task<long> People() => fixture.Ledger.Value<long>(
        "select (select count(*) from leads.leads) + (select count(*) from purchasing.contractors) + (select count(*) from host.users)");
}
