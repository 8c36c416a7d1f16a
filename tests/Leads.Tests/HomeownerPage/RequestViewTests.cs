using System.Text.Json;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;

namespace LeadMarket.Leads.Tests.HomeownerPage;

public sealed class RequestViewTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    private static readonly Attribution Campaign = new("google", "cpc", "bornes", "borne 240V", "b", Gclid: "Cj0", Referrer: "https://example.com/", SeenAt: Forms.Now);

    [Fact]
    public async Task The_page_shows_the_whole_request()
    {
        var form = Consenting() with { CallLocale = "en", CallHours = ["evening"] };
        var lead = await Listed(form);

        var view = await View(lead);

        view.ShouldSatisfyAllConditions(
            () => view.Id.ShouldBe(lead),
            () => view.Status.ShouldBe("listed"),
            () => (view.UnderReview, view.IsDuplicate).ShouldBe((false, false)),
            () => (view.Service, view.Region, view.Area, view.PostalPrefix).ShouldBe(("ev-charger", "montreal", "Plateau Mont-Royal", "H2X")),
            () => (view.Budget, view.Timeline, view.Quotes, view.Locale).ShouldBe(("under-5000", "now", 2, "fr")),
            () => view.Answers["garage-width"].ShouldBe(["12"]),
            () => (view.SubmittedAt, view.ListedAt, view.ExpiresAt, view.ErasedAt).ShouldBe((Forms.Now, Forms.Now, Forms.Now.AddDays(30), null)),
            () => (view.Contact!.Name, view.Contact.Email, view.Contact.Address, view.Contact.PostalCode, view.Contact.Locale)
                .ShouldBe(("Amélie O'Brien", form.Email!, "12, rue Saint-Denis", "H2X 1Y4", "en")),
            () => view.Contact!.CallHours.ShouldBe(["evening"]),
            () => view.Consents.Select(consent => (consent.Key, consent.Version, consent.Locale, consent.GivenAt, consent.WithdrawnAt)).ShouldBe(
                [("contact", "2026-11", "fr", Forms.Now, null), ("marketing", "2026-10", "fr", Forms.Now, null), ("advertising", "2026-09", "fr", Forms.Now, null)], ignoreOrder: true),
            () => view.Consents.Single(consent => consent.Key == "contact").Text.ShouldBe("Jusqu'à 2 entrepreneurs peuvent me joindre."),
            () => (view.Outcome, view.HiredUnlock, view.Problems.Count).ShouldBe((null, null, 0)));
    }

    [Fact]
    public async Task A_request_that_waits_or_was_refused_says_so()
    {
        var form = Forms.Somebody();
        var first = await Listed(form);
        var second = await Listed(form);
        var waiting = await Submitted();
        var held = await Listed(Forms.Somebody(), Forms.FreshOrigin() with { TrapSprung = true });

        (await View(waiting)).Status.ShouldBe("submitted");
        (await View(held)).UnderReview.ShouldBeTrue();
        (await View(first)).IsDuplicate.ShouldBeFalse();
        var refused = await View(second);
        (refused.Status, refused.IsDuplicate, refused.ExpiresAt, refused.ListedAt).ShouldBe(("rejected", true, null, null));
    }

    [Fact]
    public async Task A_request_that_never_was_is_not_found()
    {
        var nobody = LeadId.From(Guid.NewGuid());

        (await Ask(nobody, new GetRequest(nobody))).Error.Code.ShouldBe("leads.lead-not-found");
        (await Ask(nobody, new ExportRequest(nobody))).Error.Code.ShouldBe("leads.lead-not-found");
    }

    [Fact]
    public async Task The_export_holds_everything_that_is_stored()
    {
        var origin = Forms.FreshOrigin() with { Attribution = Campaign };
        var lead = await Listed(Consenting(), origin);
        var unlock = UnlockId.New(Forms.Now);
        await Do(lead, new ReportProblem(lead, "rude", "Il a raccroché.", unlock));
        await Do(lead, new RecordOutcome(lead, "hired", unlock));
        await Do(lead, new WithdrawConsent(lead, "marketing"));

        var export = (await Ask(lead, new ExportRequest(lead))).Value;

        Json(export.Request).ShouldBe(Json(await View(lead)));
        export.Moves.Select(move => (move.From, move.To, move.At)).ShouldBe(
            [(null, "submitted", Forms.Now), ("submitted", "verified", Forms.Now), ("verified", "listed", Forms.Now)]);
        export.Moves.Select(move => move.By).ShouldBe(["anonymous", "staff", "system"]);
        export.Origins.ShouldBe(
            new[] { "contact", "marketing", "advertising" }.Select(key => new OriginView(key, origin.IpAddress, origin.UserAgent)), ignoreOrder: true);
        export.Attribution.ShouldBe(Campaign);
        (export.QualityScore, export.QualityReasons.Count).ShouldBe((100, 0));

        var everything = Json(export);
        foreach (var stored in new[] { "Amélie", "12, rue Saint-Denis", "Il a raccroché.", unlock.ToString(), "hired", "garage-width", "borne 240V" })
            everything.ShouldContain(stored);
    }

    [Fact]
    public async Task After_erasure_the_export_holds_what_is_left_and_nobodys_name()
    {
        var form = Consenting();
        var lead = await Listed(form, Forms.FreshOrigin() with { Attribution = Campaign });
        await Do(lead, new EraseLead(lead));

        var export = (await Ask(lead, new ExportRequest(lead))).Value;

        (export.Request.Contact, export.Request.ErasedAt, export.Attribution, export.Origins.Count).ShouldBe((null, Forms.Now, null, 0));
        export.Request.Consents.ShouldAllBe(consent => consent.WithdrawnAt == Forms.Now);
        Json(export).ShouldNotContain(form.Email!);
    }

    private static string Json<T>(T value) =>
        JsonSerializer.Serialize(value, new JsonSerializerOptions(EventJson.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
