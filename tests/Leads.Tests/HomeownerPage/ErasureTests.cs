using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;
using LeadMarket.TestKit;

namespace LeadMarket.Leads.Tests.HomeownerPage;

public sealed class ErasureTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    [Fact]
    public async Task After_erasure_no_table_of_the_module_tells_who_the_person_was()
    {
        var person = Consenting() with
        {
            Name = "Zéphyrine D'Astous-Quillivéré",
            Email = "Zephyrine.Quillivere@example.org",
            Phone = "(438) 240-0071",
            Address = "7, impasse des Aubépines",
            Answers = Forms.Answers(("parking", ["garage"]), ("garage-width", ["12"]), ("notes", ["Demandez Zéphyrine"])),
        };
        var origin = Forms.FreshOrigin() with { Attribution = new Attribution(Fbclid: "IwAR0Quillivere") };
        string[] theirs = [person.Name, "Zéphyrine", "Quillivere", person.Email, person.Address, origin.IpAddress!];
        var draftOf = await Draft(person);
        var lead = await Submit(draftOf, origin);
        var twin = await Listed(person with { Email = "zephyrine.quillivere+maison@example.org", Phone = "1-438-240-0071" });
        await Draft(person with { Phone = "438.240.0071", Email = "quelquun@example.org" });
        await Draft(person with { Phone = "514 240-0072" });
        await Do(lead, new ReportProblem(lead, "other", "Ici Zéphyrine, rappelez au 438 240 0071.", null));
        (await Ask(lead, new ReplaceAccessLink(lead))).IsFailure.ShouldBeFalse();

        var before = await Traces();
        foreach (var table in new[] { "contacts.phone", "contacts.name", "consent_origins.ip_address", "attributions", "drafts.form", "leads.leads.answers", "problems.text", "outbox_messages.payload" })
            before.ShouldContain(trace => trace.Contains(table), $"the search does not look in {table}");

        await Do(lead, new EraseLead(lead));
        await DeliverErasures(lead, twin);

        (await Traces()).ShouldBeEmpty();
        foreach (var table in new[] { "contacts", "attributions", "identities", "phone_codes", "conversions", "erasures" })
            (await Database.Truth<int>($"select count(*)::int from leads.{table} where lead_id = any(@leads)", new { leads = new[] { lead.Value, twin.Value } })).ShouldBe(0, table);

        Task<IReadOnlyList<string>> Traces() => Database.As(Actor.System, db => PersonalTraces.Find(db, theirs, person.Phone!));
    }

    [Fact]
    public async Task What_was_asked_and_agreed_to_stays_as_figures_of_nobody()
    {
        var lead = await Listed(Consenting() with { Answers = Forms.Answers(("parking", ["garage"]), ("garage-width", ["12"]), ("notes", ["Demandez Amélie"])) });

        await Do(lead, new EraseLead(lead));

        var view = await View(lead);
        (view.Status, view.ErasedAt, view.Contact).ShouldBe(("withdrawn", Forms.Now, null));
        (view.Service, view.Area, view.Budget, view.Quotes).ShouldBe(("ev-charger", "Plateau Mont-Royal", "under-5000", 2));
        view.Answers.Keys.ShouldBe(["parking", "garage-width"], ignoreOrder: true);
        view.Consents.Count.ShouldBe(3);
        view.Consents.ShouldAllBe(consent => consent.Text.Length > 0 && consent.WithdrawnAt == Forms.Now);
        (await Database.Send(Actor.System, new GetLeadContact(lead))).Error.Code.ShouldBe("leads.lead-not-found");
        (await CountEvents("leads.lead-ended.v1", lead)).ShouldBe(1);
    }

    [Fact]
    public async Task How_an_ended_request_ended_is_a_figure_and_stays()
    {
        var lead = await Listed();
        await Do(lead, new CloseLead(lead));

        await Do(lead, new EraseLead(lead));

        var view = await View(lead);
        (view.Status, view.ErasedAt, view.Consents.Single().WithdrawnAt).ShouldBe(("closed", Forms.Now, Forms.Now));
    }

    [Fact]
    public async Task Another_listed_request_goes_too_when_address_and_telephone_are_the_same()
    {
        var (person, stranger) = (Forms.Somebody(), Forms.Somebody());
        var charger = await Listed(person);
        var heatPump = await Listed(person with { Service = "heat-pump", Answers = null });
        var strangers = await Listed(stranger);
        var withAnotherPhone = await Listed(stranger with { Phone = Forms.Somebody().Phone, Service = "heat-pump", Answers = null });

        await Do(charger, new EraseLead(charger));
        await Do(strangers, new EraseLead(strangers));
        await DeliverErasures(charger, strangers);

        (await View(heatPump)).ShouldSatisfyAllConditions(view => view.Contact.ShouldBeNull(), view => view.Status.ShouldBe("withdrawn"));
        (await View(withAnotherPhone)).Contact.ShouldNotBeNull("it is erased from its own page");
    }

    [Fact]
    public async Task Erasing_a_refused_double_leaves_the_first_request_and_strangers_doubles_alone()
    {
        var (person, spouse) = (Forms.Somebody(), Forms.Somebody());
        var first = await Listed(person);
        var byPhone = await Listed(person with { Email = spouse.Email });
        var byEmail = await Listed(person with { Phone = spouse.Phone });

        await Do(byPhone, new EraseLead(byPhone));
        await DeliverErasures(byPhone);

        (await View(byPhone)).Status.ShouldBe("rejected");
        (await View(first)).Contact.ShouldNotBeNull();
        (await View(byEmail)).Contact.ShouldNotBeNull("it has neither the address nor the telephone of the one erased");
    }

    [Fact]
    public async Task A_request_that_still_waits_goes_too_when_it_has_the_same_address_and_no_other_does()
    {
        var (person, stranger) = (Forms.Somebody(), Forms.Somebody());
        var lead = await Listed(person);
        var waiting = await Submitted(person with { Email = person.Email!.ToUpperInvariant(), Phone = stranger.Phone });
        var samePhone = await Submitted(stranger with { Phone = person.Phone });

        await Do(lead, new EraseLead(lead));
        await DeliverErasures(lead, waiting);

        (await View(waiting)).Contact.ShouldBeNull();
        (await View(samePhone)).Contact.ShouldNotBeNull("whoever shares a telephone does not own the other's mailbox");
    }

    [Fact]
    public async Task Other_peoples_drafts_and_those_without_a_contact_stay()
    {
        var (person, stranger) = (Forms.Somebody(), Forms.Somebody());
        var lead = await Listed(person);
        var (blank, theirs, strangers) = (DraftId.From(Guid.NewGuid()), await Draft(person), await Draft(stranger));
        await Save(blank, IntakeStep.Service, person);

        await Do(lead, new EraseLead(lead));
        await DeliverErasures(lead);

        (await Exists(theirs)).ShouldBeFalse();
        (await Exists(blank)).ShouldBeTrue();
        (await Exists(strangers)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_erased_person_may_come_back_as_somebody_new()
    {
        var person = Forms.Somebody();
        var lead = await Listed(person);
        await Do(lead, new EraseLead(lead));
        await DeliverErasures(lead);

        (await View(await Listed(person))).Status.ShouldBe("listed");
    }

    private async Task<DraftId> Draft(LeadForm form)
    {
        var draft = DraftId.From(Guid.NewGuid());
        foreach (var step in Enum.GetValues<IntakeStep>()) await Save(draft, step, form);
        return draft;
    }

    private async Task Save(DraftId draft, IntakeStep step, LeadForm form)
    {
        var saved = await Database.Send(Actor.Homeowner(draft.Value), new SaveDraftStep(draft, step, form));
        saved.IsFailure.ShouldBeFalse();
    }

    /// <summary>The draft's lead, judged and listed.</summary>
    private async Task<LeadId> Submit(DraftId draft, FormOrigin origin)
    {
        using var later = Database.At(Forms.Now.AddMinutes(5)); // nobody fills it in within a second
        var lead = (await Database.Send(Actor.Homeowner(draft.Value), new SubmitDraft(draft, origin))).Value.Id;
        (await Database.Send(Actor.Staff, new VouchForPhone(lead))).IsFailure.ShouldBeFalse();
        await Database.Deliver(new LeadReady(lead, Forms.Now));
        return lead;
    }

    private Task<bool> Exists(DraftId draft) =>
        Database.Truth<bool>("select exists (select from leads.drafts where id = @draft)", new { draft = draft.Value });
}
