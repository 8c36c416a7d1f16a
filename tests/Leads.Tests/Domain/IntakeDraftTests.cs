using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Domain;

public sealed class IntakeDraftTests
{
    [Fact]
    public void A_step_replaces_its_own_fields_and_no_others()
    {
        var draft = Draft(Forms.Valid);

        var form = draft.With(IntakeStep.Project, IntakeDraft.BlankForm with { Budget = "over-5000", Quotes = 2, Name = "Intruder" });

        form.ShouldBe(Forms.Valid with { Answers = form.Answers, CallHours = form.CallHours, Budget = "over-5000", Timeline = null });
    }

    [Fact]
    public void Asking_for_more_contractors_withdraws_the_consent_that_named_fewer()
    {
        var draft = Draft(Forms.Valid);

        draft.With(IntakeStep.Project, Forms.Valid with { Quotes = 3 }).ConsentToContact.ShouldBeFalse();
        draft.With(IntakeStep.Project, Forms.Valid).ConsentToContact.ShouldBeTrue();
    }

    [Fact]
    public void The_first_advertisement_known_stays()
    {
        var draft = Draft(Forms.Valid);

        draft.CameBy(null);
        draft.CameBy(new Attribution(Source: "meta"));
        draft.CameBy(new Attribution(Source: "google"));

        draft.Attribution!.Source.ShouldBe("meta");
    }

    [Fact]
    public void A_draft_that_became_a_lead_forgets_the_person()
    {
        var draft = Draft(Forms.Valid);

        draft.Become(LeadId.New(Forms.Now), Forms.Now).IsFailure.ShouldBeFalse();

        (draft.Form.Name, draft.Form.Email, draft.Form.Phone, draft.Form.Address, draft.Form.PostalCode).ShouldBe((null, null, null, null, null));
        (draft.Form.CallLocale, draft.Form.CallHours, draft.Attribution).ShouldBe((null, null, null));
        draft.Form.Service.ShouldBe("ev-charger");
    }

    [Fact]
    public void A_draft_that_became_a_lead_takes_nothing_more()
    {
        var draft = Draft(Forms.Valid);
        draft.Become(LeadId.New(Forms.Now), Forms.Now);

        draft.Keep(Forms.Valid, Forms.Now).Error.ShouldBe(LeadErrors.DraftSubmitted);
        draft.Become(LeadId.New(Forms.Now), Forms.Now).Error.ShouldBe(LeadErrors.DraftSubmitted);
    }

    private static IntakeDraft Draft(LeadForm form)
    {
        var draft = IntakeDraft.Start(DraftId.From(Guid.CreateVersion7(Forms.Now)), Forms.Now);
        draft.Keep(form, Forms.Now);
        return draft;
    }
}
