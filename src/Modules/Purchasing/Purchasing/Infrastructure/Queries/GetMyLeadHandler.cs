using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using Npgsql;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetMyLeadHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<GetMyLead, MyLeadDetail>
{
    // From the rows that exist: nothing is told twice.
    private const string Steps = """
        select "Kind", "Detail", "At" from (
            select 'bought' as "Kind", null as "Detail", u.paid_at as "At", 0 as turn from purchasing.unlocks u where u.id = @unlock
            union all select 'upgraded', null, e.paid_at, 1 from purchasing.unlocks e where e.upgrades = @unlock and e.paid_at is not null
            union all select 'attempt', a.outcome, a.attempted_at, 2 from purchasing.contact_attempts a where a.unlock_id = @unlock
            union all select m.kind, m.detail, m.moved_at, 3 from purchasing.lead_moves m where m.unlock_id = @unlock
            union all select 'note', null, n.noted_at, 4 from purchasing.lead_notes n where n.unlock_id = @unlock
            union all select 'return-requested', r.reason, r.requested_at, 5 from purchasing.returns r where r.unlock_id = @unlock
            union all select 'return-decided', v.outcome, v.decided_at, case when v.number = 1 then 6 else 8 end
                from purchasing.returns r join purchasing.return_verdicts v on v.return_id = r.id where r.unlock_id = @unlock
            union all select 'appealed', null, r.appealed_at, 7 from purchasing.returns r where r.unlock_id = @unlock and r.appealed_at is not null
            union all select 'refunded', null, u.ended_at, 9 from purchasing.unlocks u where u.id = @unlock and u.state = 'refunded' and u.ended_at is not null
            union all select 'withdrawn', null, c.withdrawn_at, 9 from purchasing.contacts c
                join purchasing.unlocks u on u.id = c.unlock_id
                -- A refund destroys the copy too; that is no news of the homeowner.
                where c.unlock_id = @unlock and c.withdrawn_at is not null and c.withdrawn_at is distinct from u.ended_at) step
        order by "At" desc, turn desc
        limit @steps
        """;

    // More than all the attempts and notes there can be, with what a lead goes through besides.
    private const int MostSteps = 400;

    private sealed record NoteRow(Guid Id, string Text, DateTimeOffset At);

    private sealed record StepRow(string Kind, string? Detail, DateTimeOffset At);

    public async Task<Result<MyLeadDetail>> Handle(GetMyLead request, CancellationToken cancellationToken)
    {
        var (parameters, now) = (
            new { contractor = request.Contractor.Value, unlock = request.Unlock.Value, notes = KeptNote.Most, steps = MostSteps }, clock.GetUtcNow());
        var found = await read.Query<MyLeadDetail?>(async db =>
        {
            if ((await MyLeadRows.Read(db, "and u.id = @unlock", parameters, market, now)).FirstOrDefault() is not { } lead) return null;
            var notes = await db.QueryAsync<NoteRow>(
                """select id as "Id", text as "Text", noted_at as "At" from purchasing.lead_notes where unlock_id = @unlock order by noted_at desc, id desc limit @notes""", parameters);
            var attempts = await AttemptRow.Read(db, [request.Unlock]);
            var steps = await db.QueryAsync<StepRow>(Steps, parameters);
            return new MyLeadDetail(
                lead,
                [.. notes.Select(note => new LeadNote(note.Id, note.Text, note.At))],
                [.. attempts.Select(attempt => attempt.ToView())],
                [.. steps.Reverse().Select(step => new LeadStep(step.Kind, step.Detail, step.At))],
                lead.Return is null && lead.Unlock.State is "paid" ? await Options(db, lead.Unlock, now, cancellationToken) : []);
        }, cancellationToken);
        return found is null ? UnlockErrors.NotFound : found;
    }

    private async Task<IReadOnlyList<ReturnOption>> Options(NpgsqlConnection db, UnlockView unlock, DateTimeOffset now, CancellationToken cancel)
    {
        if (market.Returns.Reasons.Count == 0) return [];
        var evidence = await EvidenceSql.Gather(db, transaction: null, unlock.Id, now, market.Returns.Limit, cancel);
        return [.. market.Returns.Reasons.Select(reason =>
        {
            var verdict = ReturnJudge.Judge(reason, evidence, market);
            var until = unlock.PaidAt!.Value + reason.Window;
            return new ReturnOption(
                reason.Key, until, until > now, verdict.Rule, verdict.Facts, verdict.Outcome.Spelled(), ReturnJudge.NeedsNote(reason, evidence));
        })];
    }
}
