using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.Persistence;

[Collection(OnPostgres.Name)]
public sealed class DraftTests(LeadsDatabase database)
{
    private readonly DraftId _draft = DraftId.From(Guid.NewGuid());

    private Actor Homeowner => Actor.Homeowner(_draft.Value);

    [Fact]
    public async Task Four_saved_steps_become_one_lead_with_its_contact()
    {
        await SaveAll();

        var submitted = (await database.Send(Homeowner, new SubmitDraft(_draft, Forms.Origin))).Value;

        submitted.Status.ShouldBe("submitted");
        (await database.Send(Actor.System, new GetLeadContact(submitted.Id))).Value.Phone.ShouldBe("+15145550199");
    }

    [Fact]
    public async Task A_saved_step_is_there_when_the_homeowner_comes_back()
    {
        await Save(IntakeStep.Service, Forms.Valid);
        await Save(IntakeStep.Details, Forms.Valid);

        var draft = (await database.Send(Homeowner, new GetDraft(_draft))).Value;

        draft.Submitted.ShouldBeNull();
        draft.Form.PostalCode.ShouldBe("H2X 1Y4");
        draft.Form.Answers!["parking"].ShouldBe(["garage"]);
        draft.Form.Name.ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_step_leaves_what_was_saved_before()
    {
        await Save(IntakeStep.Service, Forms.Valid);

        var refused = await database.Send(Homeowner, new SaveDraftStep(_draft, IntakeStep.Service, Forms.Valid with { Service = "roofing" }));

        refused.Error.Fields.ShouldBe([new FieldError("service", "leads.service-unknown")]);
        (await database.Send(Homeowner, new GetDraft(_draft))).Value.Form.Service.ShouldBe("ev-charger");
    }

    [Fact]
    public async Task A_refused_first_step_makes_no_draft()
    {
        await database.Send(Homeowner, new SaveDraftStep(_draft, IntakeStep.Service, Forms.Valid with { Service = null }));

        (await database.Send(Homeowner, new GetDraft(_draft))).Error.Code.ShouldBe("leads.draft-not-found");
    }

    [Fact]
    public async Task Changing_the_service_drops_the_answers_that_no_longer_belong()
    {
        await Save(IntakeStep.Service, Forms.Valid);
        await Save(IntakeStep.Details, Forms.WithAnswer("notes", "dog in the yard"));

        await Save(IntakeStep.Service, Forms.Valid with { Service = "heat-pump" });

        (await database.Send(Homeowner, new GetDraft(_draft))).Value.Form.Answers!.Keys.ShouldBe(["notes"]);
    }

    [Fact]
    public async Task Twenty_submissions_at_once_make_one_lead()
    {
        var name = $"Twenty {Guid.NewGuid():N}";
        await SaveAll(Forms.Valid with { Name = name });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => database.Send(Homeowner, new SubmitDraft(_draft, Forms.Origin)))));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        var lead = answers.Select(answer => answer.Value).Distinct().ShouldHaveSingleItem();
        (await database.Truth<int>("select count(*)::int from leads.contacts where name = @name", new { name })).ShouldBe(1);
        (await database.Truth<int>("select count(*)::int from leads.outbox_messages where name = 'leads.lead-submitted.v1' and payload ->> 'name' = @name", new { name })).ShouldBe(1);
        (await database.Truth<Guid>("select lead_id from leads.drafts where id = @draft", new { draft = _draft.Value })).ShouldBe(lead.Id.Value);
    }

    [Fact]
    public async Task Twenty_first_steps_at_once_make_one_draft()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => database.Send(Homeowner, new SaveDraftStep(_draft, IntakeStep.Service, Forms.Valid)))));

        answers.ShouldAllBe(answer => !answer.IsFailure);
    }

    [Fact]
    public async Task After_its_submission_a_draft_holds_nothing_personal_and_takes_nothing_more()
    {
        await SaveAll();
        var submitted = (await database.Send(Homeowner, new SubmitDraft(_draft, Forms.Origin))).Value;

        (await database.Send(Homeowner, new SaveDraftStep(_draft, IntakeStep.Contact, Forms.Valid))).Error.Code.ShouldBe("leads.draft-submitted");

        (await database.Send(Homeowner, new GetDraft(_draft))).Value.Submitted.ShouldBe(submitted.Id);
        var row = await database.Truth<string>("select form::text from leads.drafts where id = @draft", new { draft = _draft.Value });
        (await database.Truth<bool>("select attribution is null from leads.drafts where id = @draft", new { draft = _draft.Value })).ShouldBeTrue();
        foreach (var personal in new[] { "Amélie", "amelie@", "555-0199", "Saint-Denis", "1Y4" }) row.ShouldNotContain(personal);
    }

    [Theory]
    [InlineData(3, "{quality.too-fast}")]
    [InlineData(60, "{}")]
    public async Task A_form_done_sooner_than_it_can_be_read_is_remembered(int seconds, string reasons)
    {
        await SaveAll();
        using var later = database.At(Forms.Now.AddSeconds(seconds));

        var lead = (await database.Send(Homeowner, new SubmitDraft(_draft, Forms.Origin))).Value.Id;

        (await database.Truth<string>("select reasons::text from leads.leads where id = @lead", new { lead = lead.Value })).ShouldBe(reasons);
    }

    [Fact]
    public async Task An_unfinished_draft_names_what_is_missing_and_stays_a_draft()
    {
        await Save(IntakeStep.Service, Forms.Valid);

        var refused = await database.Send(Homeowner, new SubmitDraft(_draft, Forms.Origin));

        refused.Error.Fields.ShouldContain(new FieldError("email", "leads.email-missing"));
        (await database.Send(Homeowner, new GetDraft(_draft))).Value.Submitted.ShouldBeNull();
    }

    [Fact]
    public async Task A_draft_that_never_was_is_not_found() =>
        (await database.Send(Homeowner, new SubmitDraft(_draft, Forms.Origin))).Error.Code.ShouldBe("leads.draft-not-found");

    [Fact]
    public async Task A_command_without_a_draft_or_with_a_fifth_step_is_refused()
    {
        var nobody = await database.Send(Homeowner, new SaveDraftStep(default, (IntakeStep)5, Forms.Valid));

        nobody.Error.Fields.ShouldBe([new FieldError("draft", "leads.draft-missing"), new FieldError("step", "leads.step-unknown")]);
    }

    [Fact]
    public async Task Somebody_elses_draft_is_not_found()
    {
        await SaveAll();
        var stranger = Actor.Homeowner(Guid.NewGuid());

        (await database.Send(stranger, new GetDraft(_draft))).Error.Code.ShouldBe("leads.draft-not-found");
        (await database.Send(stranger, new SubmitDraft(_draft, Forms.Origin))).Error.Code.ShouldBe("leads.draft-not-found");
    }

    private async Task SaveAll(LeadForm? form = null)
    {
        foreach (var step in Enum.GetValues<IntakeStep>()) await Save(step, form ?? Forms.Valid);
    }

    private async Task Save(IntakeStep step, LeadForm form) =>
        (await database.Send(Homeowner, new SaveDraftStep(_draft, step, form))).IsFailure.ShouldBeFalse();
}
