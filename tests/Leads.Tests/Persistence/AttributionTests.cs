using LeadMarket.Infrastructure.Actors;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>Which advertisement or link brought a lead.</summary>
[Collection(OnPostgres.Name)]
public sealed class AttributionTests(LeadsDatabase database)
{
    private readonly DraftId _draft = DraftId.From(Guid.NewGuid());

    private Actor Homeowner => Actor.Homeowner(_draft.Value);

    [Fact]
    public async Task What_brought_the_visitor_is_kept_apart_and_is_never_a_reason_to_refuse()
    {
        var seen = new Attribution(Source: "meta\0", Fbclid: new string('x', 9000), Referrer: "  ", SeenAt: Forms.Now);
        var origin = Forms.Origin with { Attribution = seen, Page = new Uri("https://leads.example/fr/soumission") };

        var submitted = (await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid, origin))).Value;

        (await database.Truth<string>(
            "select concat_ws('|', attribution ->> 'source', char_length(attribution ->> 'fbclid'), attribution ->> 'referrer', page) from leads.attributions where lead_id = @lead",
            new { lead = submitted.Id.Value })).ShouldBe("meta\ufffd|500|https://leads.example/fr/soumission");
    }

    [Fact]
    public async Task A_visitor_who_came_by_nothing_known_leaves_no_attribution()
    {
        var origin = Forms.Origin with { Attribution = new Attribution(Source: " ", SeenAt: Forms.Now), Page = new Uri("/fr/soumission", UriKind.Relative) };

        var submitted = (await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid, origin))).Value;

        (await database.Truth<int>("select count(*)::int from leads.attributions where lead_id = @lead", new { lead = submitted.Id.Value })).ShouldBe(0);
    }

    [Fact]
    public async Task What_brought_the_visitor_first_goes_with_the_draft_to_its_lead()
    {
        await database.Send(Homeowner, new SaveDraftStep(_draft, IntakeStep.Service, Forms.Valid, new Attribution(Source: "meta", Fbclid: "IwAR2-cAsE")));
        await database.Send(Homeowner, new SaveDraftStep(_draft, IntakeStep.Service, Forms.Valid, new Attribution(Source: "google")));
        await SaveAll();

        var lead = (await database.Send(Homeowner, new SubmitDraft(_draft, Forms.Origin with { Attribution = new Attribution(Source: "bing") }))).Value.Id;

        (await database.Truth<string>("select concat_ws('|', attribution ->> 'source', attribution ->> 'fbclid') from leads.attributions where lead_id = @lead", new { lead = lead.Value }))
            .ShouldBe("meta|IwAR2-cAsE");
    }

    [Theory]
    [InlineData(true, "meta|fb.1.1.2|fb.1.1.x")]
    [InlineData(false, "meta")]
    public async Task The_advertisers_cookies_are_kept_only_with_the_consent_to_advertising(bool consented, string kept)
    {
        await database.Send(Homeowner, new SaveDraftStep(_draft, IntakeStep.Service, Forms.Valid, new Attribution(Source: "meta")));
        await SaveAll(Forms.Valid with { ConsentToAdvertising = consented, AdvertisingVersion = TestMarket.AdvertisingVersion });

        var origin = Forms.Origin with { Attribution = new Attribution(Source: "other", Fbp: "fb.1.1.2", Fbc: "fb.1.1.x") };
        var lead = (await database.Send(Homeowner, new SubmitDraft(_draft, origin))).Value.Id;

        (await database.Truth<string>(
            "select concat_ws('|', attribution ->> 'source', attribution ->> 'fbp', attribution ->> 'fbc') from leads.attributions where lead_id = @lead",
            new { lead = lead.Value })).ShouldBe(kept);
    }

    private async Task SaveAll(LeadForm? form = null)
    {
        foreach (var step in Enum.GetValues<IntakeStep>()) await Save(step, form ?? Forms.Valid);
    }

    private async Task Save(IntakeStep step, LeadForm form) =>
        (await database.Send(Homeowner, new SaveDraftStep(_draft, step, form))).IsFailure.ShouldBeFalse();
}
