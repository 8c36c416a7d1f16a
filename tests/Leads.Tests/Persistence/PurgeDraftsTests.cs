using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Leads.Application.PurgeDrafts;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.Persistence;

[Collection(OnPostgres.Name)]
public sealed class PurgeDraftsTests(LeadsDatabase database)
{
    private readonly DraftId _draft = DraftId.From(Guid.NewGuid());

    private Actor Homeowner => Actor.Homeowner(_draft.Value);

    [Fact]
    public async Task A_draft_that_nobody_comes_back_to_is_forgotten_and_a_fresh_one_is_kept()
    {
        await Save(IntakeStep.Service, Forms.Valid);
        var (submitted, fresh) = (DraftId.From(Guid.NewGuid()), DraftId.From(Guid.NewGuid()));
        foreach (var step in Enum.GetValues<IntakeStep>()) await database.Send(Actor.Homeowner(submitted.Value), new SaveDraftStep(submitted, step, Forms.Valid));
        var lead = (await database.Send(Actor.Homeowner(submitted.Value), new SubmitDraft(submitted, Forms.Origin))).Value.Id;

        using (database.At(Forms.Now.AddDays(29))) await database.Send(Actor.Homeowner(fresh.Value), new SaveDraftStep(fresh, IntakeStep.Service, Forms.Valid));
        using (database.At(Forms.Now.AddDays(30).AddSeconds(1))) (await database.Send(Actor.System, new PurgeDrafts())).IsFailure.ShouldBeFalse();

        (await database.Send(Homeowner, new GetDraft(_draft))).Error.Code.ShouldBe("leads.draft-not-found");
        (await database.Send(Actor.Homeowner(submitted.Value), new GetDraft(submitted))).Error.Code.ShouldBe("leads.draft-not-found");
        (await database.Send(Actor.Homeowner(fresh.Value), new GetDraft(fresh))).IsFailure.ShouldBeFalse();
        (await database.StatusOf(lead)).ShouldBe("submitted");
    }

    [Fact]
    public async Task More_drafts_than_one_batch_are_all_forgotten()
    {
        await database.As(Actor.System, db => db.ExecuteAsync(
            """
            insert into leads.drafts (id, form, started_at, saved_at)
            select gen_random_uuid(), '{}', '2020-01-01', '2020-01-01' from generate_series(1, 1100)
            """));

        (await database.Send(Actor.System, new PurgeDrafts())).IsFailure.ShouldBeFalse();

        (await database.Truth<int>("select count(*)::int from leads.drafts where saved_at < '2021-01-01'")).ShouldBe(0);
    }

    private async Task Save(IntakeStep step, LeadForm form) =>
        (await database.Send(Homeowner, new SaveDraftStep(_draft, step, form))).IsFailure.ShouldBeFalse();
}
