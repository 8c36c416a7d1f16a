using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using Npgsql;

namespace LeadMarket.Purchasing.Tests.LeadWork;

/// <summary>What PostgreSQL itself shows each actor of lead work and returns, when a query has no WHERE at all.</summary>
public sealed class WorkRowSecurityTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    private static readonly string[] Tables = ["lead_work", "lead_notes", "contact_attempts", "lead_moves", "returns", "return_verdicts"];

    public static TheoryData<string, Actor?> Strangers => new()
    {
        { "nobody", null },
        { "a visitor", Actor.Anonymous },
        { "a homeowner", Actor.Homeowner(Guid.NewGuid()) },
        { "a contractor without an id", new Actor("contractor") },
        { "an invented kind", new Actor("superuser") },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_sees_no_row_of_any_table(string who, Actor? stranger)
    {
        await Worked();

        foreach (var table in Tables) (await Seen(stranger, table)).ShouldBe(0, $"{who} in {table}");
    }

    [Fact]
    public async Task A_contractor_sees_their_own_rows_alone_and_staff_no_note()
    {
        var (me, _) = await Worked();
        await Worked();

        foreach (var table in Tables) (await Seen(Actor.Contractor(me), table)).ShouldBe(1, table);
        foreach (var table in Tables) (await Seen(Actor.System, table)).ShouldBe(2, table);
        foreach (var table in Tables) (await Seen(Actor.Staff, table)).ShouldBe(table is "lead_notes" ? 0 : 2, table);
    }

    [Fact]
    public async Task The_homeowner_of_the_very_lead_reads_nothing_that_was_written_about_them()
    {
        var (_, unlock) = await Worked();
        var lead = await Database.Truth<Guid>("select lead_id from purchasing.contacts where unlock_id = @id", new { id = unlock.Value });

        foreach (var table in Tables) (await Seen(Actor.Homeowner(lead), table)).ShouldBe(0, table);
    }

    [Theory]
    [InlineData("insert into purchasing.contact_attempts values (@theirs, gen_random_uuid(), @me, 'call', 'no-answer', @at)")]
    [InlineData("insert into purchasing.contact_attempts values (@theirs, gen_random_uuid(), @rival, 'call', 'no-answer', @at)")]
    [InlineData("insert into purchasing.lead_notes values (@theirs, gen_random_uuid(), @me, 'n', @at)")]
    [InlineData("insert into purchasing.lead_moves values (gen_random_uuid(), @theirs, @me, 'progress', 'won', @at)")]
    [InlineData("insert into purchasing.lead_work values (@unworked, @me, 'won', 'won', null, 1, null, null)")]
    [InlineData("insert into purchasing.returns (id, unlock_id, contractor_id, reason, to_credit, state, requested_at, due_at, verdicts, settle_tries) values (gen_random_uuid(), @unworked, @me, 'other', true, 'requested', @at, @at, 0, 0)")]
    [InlineData("insert into purchasing.returns (id, unlock_id, contractor_id, reason, to_credit, state, requested_at, decided_at, verdicts, settle_tries) values (gen_random_uuid(), @fresh, @me, 'other', true, 'approved', @at, @at, 0, 0)")]
    [InlineData("insert into purchasing.return_verdicts select id, 9, contractor_id, 'approved', 'return.staff', '{}', 'staff', @at from purchasing.returns")]
    [InlineData("update purchasing.returns set state = 'approved', due_at = null, decided_at = @at")]
    [InlineData("update purchasing.returns set settle_at = @at, state = 'approved', due_at = null, decided_at = @at")]
    [InlineData("update purchasing.returns set state = 'appealed', due_at = @at, appealed_at = @at")]
    [InlineData("update purchasing.lead_work set contractor_id = @rival")]
    public async Task A_contractor_writes_nothing_on_another_s_lead_and_no_verdict_at_all(string sql)
    {
        var (me, _) = await Worked();
        var (rival, theirs) = await Worked();
        var (fresh, unworked) = (await BuyAnother(me), await BuyAnother(rival));

        var refused = await Should.ThrowAsync<PostgresException>(() => Database.As<object>(Actor.Contractor(me), sql, new
        {
            me = me.Value, rival = rival.Value, theirs = theirs.Value, fresh = fresh.Value, unworked = unworked.Value, at = Samples.Noon.UtcDateTime,
        }));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("update purchasing.lead_notes set text = 'x' where contractor_id <> @me")]
    [InlineData("delete from purchasing.lead_notes where contractor_id <> @me")]
    [InlineData("update purchasing.lead_work set progress = 'won' where contractor_id <> @me")]
    [InlineData("update purchasing.returns set note = 'x' where contractor_id <> @me")]
    [InlineData("delete from purchasing.returns")]
    public async Task A_contractor_changes_nothing_that_is_not_theirs(string sql)
    {
        var (me, _) = await Worked();
        await Worked();
        var before = await Everything();

        await Database.As<object>(Actor.Contractor(me), sql, new { me = me.Value });

        (await Everything()).ShouldBe(before);
    }

    [Fact]
    public async Task A_verdict_once_kept_is_never_changed()
    {
        await Worked();

        foreach (var change in new[] { "update purchasing.return_verdicts set rule = 'return.staff'", "delete from purchasing.return_verdicts" })
            (await Should.ThrowAsync<PostgresException>(() => Database.Truth<object>(change))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task No_command_reaches_another_s_return()
    {
        var (me, _) = await Worked();
        var (rival, theirs) = await Worked();
        var asked = (await Open(rival, theirs)).Lead.Return!.Id;

        (await As(me, new AppealReturn(me, asked, "x"))).Error.Code.ShouldBe("purchasing.return-not-found");
        (await As(me, new AppealReturn(rival, asked, "x"))).Error.Code.ShouldBe("purchasing.return-not-found");
        (await As(me, new RequestReturn(me, theirs, "other", "x", false))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await As(me, new RequestReturn(rival, theirs, "other", "x", false))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await As(me, new ListReturns(Waiting: false))).Value.Items.ShouldHaveSingleItem().Contractor.ShouldBe(me, "row level security alone");
    }

    /// <summary>One row in every table.</summary>
    private async Task<(ContractorId Me, UnlockId Unlock)> Worked()
    {
        var (me, unlock) = await BoughtOne();
        await Log(me, unlock, AttemptOutcome.NoAnswer);
        await Done(me, new AddLeadNote(me, unlock, Guid.NewGuid(), "n"));
        await AskAndJudge(me, unlock);
        return (me, unlock);
    }

    private Task<long> Seen(Actor? actor, string table) => Database.As<long>(actor, $"select count(*) from purchasing.{table}");

    private Task<string> Everything() => Database.Truth<string>("""
        select concat(
            (select jsonb_agg(w order by unlock_id) from purchasing.lead_work w), (select jsonb_agg(n order by unlock_id) from purchasing.lead_notes n),
            (select jsonb_agg(r order by id) from purchasing.returns r))
        """);
}
