using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Persistence;

[Collection(OnPostgres.Name)]
public sealed class SubmitLeadTests(LeadsDatabase database)
{
    [Fact]
    public async Task A_visitors_form_becomes_a_lead_with_its_proof_of_consent()
    {
        var submitted = await Submit(Forms.Valid);

        submitted.Status.ShouldBe("submitted");
        var lead = new { lead = submitted.Id.Value };
        (await database.Truth<string>("select concat_ws('|', status, region, area, postal_prefix, quotes, moves) from leads.leads where id = @lead", lead))
            .ShouldBe("submitted|montreal|Plateau Mont-Royal|H2X|2|1");
        (await database.Truth<string>("select concat_ws('|', key, version, text, locale) from leads.consents where lead_id = @lead", lead))
            .ShouldBe("contact|2026-11|Jusqu'à 2 entrepreneurs peuvent me joindre.|fr");
        (await database.Truth<string>("select concat_ws('|', host(ip_address), user_agent) from leads.consent_origins where consent_id = (select id from leads.consents where lead_id = @lead)", lead))
            .ShouldBe("203.0.113.9|Mozilla/5.0 (test)");
        (await database.Truth<string>("select string_agg(concat_ws('>', from_status, to_status, moved_by), ' ' order by number) from leads.lead_moves where lead_id = @lead", lead))
            .ShouldBe("submitted>anonymous");
    }

    [Fact]
    public async Task Each_box_ticked_is_kept_as_a_consent_with_an_origin_of_its_own()
    {
        var submitted = await Submit(Forms.Valid with
        {
            ConsentToMarketing = true,
            MarketingVersion = TestMarket.MarketingVersion,
            ConsentToAdvertising = true,
            AdvertisingVersion = TestMarket.AdvertisingVersion,
        });

        (await database.Truth<string>(
            """
            select string_agg(concat_ws('|', key, version, text, locale, host(ip_address)), E'\n' order by key)
            from leads.consents join leads.consent_origins on consent_id = id where lead_id = @lead
            """,
            new { lead = submitted.Id.Value })).ShouldBe(string.Join(
                '\n',
                "advertising|2026-09|Mesurez vos annonces.|fr|203.0.113.9",
                "contact|2026-11|Jusqu'à 2 entrepreneurs peuvent me joindre.|fr|203.0.113.9",
                "marketing|2026-10|Envoyez-moi vos offres.|fr|203.0.113.9"));
    }

    [Fact]
    public async Task A_sprung_trap_is_remembered_until_the_lead_is_judged()
    {
        var submitted = (await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid, Forms.Origin with { TrapSprung = true }))).Value;

        (await database.Truth<string[]>("select reasons from leads.leads where id = @lead", new { lead = submitted.Id.Value })).ShouldBe(["quality.trap"]);
    }

    [Fact]
    public async Task Where_telephones_are_not_verified_a_lead_is_ready_at_once()
    {
        await using var host = database.OpenHost(TestMarket.WithoutVerification());

        var submitted = (await host.Send(Actor.Anonymous, new SubmitLead(Forms.Somebody(), Forms.FreshOrigin()))).Value;
        await host.Deliver(await database.Published<LeadReady>(submitted.Id));

        (await database.StatusOf(submitted.Id)).ShouldBe("listed");
        (await database.Published<LeadSubmitted>(submitted.Id)).PhoneToVerify.ShouldBeFalse();
    }

    [Fact]
    public async Task The_product_reads_the_contact_and_the_visitor_does_not()
    {
        var submitted = await Submit(Forms.Valid with { CallLocale = "en", CallHours = ["evening"] });

        var contact = (await database.Send(Actor.System, new GetLeadContact(submitted.Id))).Value;
        contact.ShouldBe(new LeadContact("Amélie O'Brien", "amelie@example.com", "+15145550199", "12, rue Saint-Denis", "H2X 1Y4", "en", contact.CallHours));
        contact.CallHours.ShouldBe(["evening"]);
        (await database.Send(Actor.Anonymous, new GetLeadContact(submitted.Id))).Error.Code.ShouldBe("leads.lead-not-found");
        (await database.Send(Actor.Contractor(ContractorId.From(Guid.NewGuid())), new GetLeadContact(submitted.Id))).Error.Code.ShouldBe("leads.lead-not-found");
    }

    [Fact]
    public async Task A_refused_form_writes_nothing_at_all()
    {
        var name = $"Nobody {Guid.NewGuid():N}";

        var refused = await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid with { Name = name, Phone = "911" }, Forms.Origin));

        refused.Error.Kind.ShouldBe(ErrorKind.Validation);
        refused.Error.Fields.ShouldBe([new FieldError("phone", "leads.phone-malformed")]);
        (await database.Truth<int>("select count(*)::int from leads.contacts where name = @name", new { name })).ShouldBe(0);
    }

    [Fact]
    public async Task Limits_reach_the_caller_with_their_code()
    {
        var refused = await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid with { Name = new string('x', 81) }, Forms.Origin));

        refused.Error.Fields.ShouldBe([new FieldError("name", "leads.name-too-long", 80)]);
    }

    [Fact]
    public async Task Text_that_looks_like_an_attack_is_stored_as_it_was_typed()
    {
        const string name = "Robert'); DROP TABLE leads.leads;-- <script>alert(1)</script>";

        var submitted = await Submit(Forms.WithAnswer("notes", "<img src=x onerror=alert(1)>") with { Name = name });

        (await database.Send(Actor.System, new GetLeadContact(submitted.Id))).Value.Name.ShouldBe(name);
        (await database.Truth<string>("select answers #>> '{notes,0}' from leads.leads where id = @lead", new { lead = submitted.Id.Value }))
            .ShouldBe("<img src=x onerror=alert(1)>");
    }

    [Fact]
    public async Task A_strange_browser_is_no_reason_to_refuse_a_homeowner()
    {
        var origin = new FormOrigin("not an address", "Bot\0\ud800" + new string('x', 5000));

        (await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid, origin))).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_seen_through_IPv6_is_kept_as_the_IPv4_address_it_is()
    {
        var submitted = (await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid, new FormOrigin("::ffff:203.0.113.9", null)))).Value;

        (await database.Truth<string>("select host(ip_address) from leads.consent_origins join leads.consents on id = consent_id where lead_id = @lead", new { lead = submitted.Id.Value }))
            .ShouldBe("203.0.113.9");
    }

    [Fact]
    public async Task The_confirmation_carries_a_key_that_the_database_holds_only_hashed()
    {
        var submitted = await Submit(Forms.Valid);

        var taken = await database.Published<LeadSubmitted>(submitted.Id);

        taken.ShouldBe(new LeadSubmitted(
            submitted.Id, "ev-charger", "Plateau Mont-Royal", 2, "Amélie O'Brien", "amelie@example.com", "fr", Forms.Now, taken.AccessKey, PhoneToVerify: true));
        (await database.Truth<string>("select key_hash from leads.access_links where lead_id = @lead", new { lead = submitted.Id.Value }))
            .ShouldBe(AccessLink.HashOf(taken.AccessKey));
    }

    private async Task<SubmittedLead> Submit(LeadForm form) => (await database.Send(Actor.Anonymous, new SubmitLead(form, Forms.Origin))).Value;
}
