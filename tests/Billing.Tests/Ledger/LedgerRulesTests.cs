using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Npgsql;

namespace LeadMarket.Billing.Tests.Ledger;

/// <summary>What PostgreSQL itself refuses to let into the books, or out of them.</summary>
public sealed class LedgerRulesTests(BillingDatabase billing) : BillingTest(billing)
{
    private const string AddEntry =
        "insert into billing.ledger_entries (id, cause, contractor_id, currency, occurred_at, posted_at, line_count) values (@entry, @cause, @contractor, 'CAD', @at, @at, 2)";

    private const string AddLine =
        "insert into billing.ledger_lines (entry_id, position, account, contractor_id, cents) values (@entry, @position, @account, @contractor, @cents)";

    [Theory]
    [InlineData("an entry that does not add up", 100, -99)]
    [InlineData("an entry of one line", 100, 0)]
    [InlineData("an entry without lines", 0, 0)]
    public async Task Refused_at_the_commit(string what, long first, long second) =>
        (await Should.ThrowAsync<PostgresException>(() => Write(Guid.CreateVersion7(), first, second), what)).SqlState.ShouldBe("23514");

    [Fact]
    public async Task No_line_is_added_to_an_entry_that_stands_though_it_would_still_add_up()
    {
        var entry = Guid.CreateVersion7();
        await Write(entry, 100, -100);

        (await Should.ThrowAsync<PostgresException>(() => Billing.As(Actor.System, async db =>
            await AddLines(db, entry, [("stripe", 5), ("bank", -5)], from: 3)))).SqlState.ShouldBe("23514");
    }

    [Theory]
    [InlineData("update billing.ledger_lines set cents = cents + 1")]
    [InlineData("delete from billing.ledger_lines")]
    [InlineData("update billing.ledger_entries set note = 'x'")]
    [InlineData("delete from billing.ledger_entries")]
    [InlineData("truncate billing.ledger_lines")]
    [InlineData("delete from billing.ledger_checks")]
    public async Task Nobody_changes_the_books_not_even_the_tables_own_owner(string change)
    {
        foreach (var actor in new[] { Actor.System, Actor.Staff, Buyer })
            (await Should.ThrowAsync<PostgresException>(() => Billing.As(actor, db => db.ExecuteAsync(change)))).SqlState.ShouldBe("42501", actor.Kind);
        (await Should.ThrowAsync<PostgresException>(() => Billing.Truth<int>(
            $"with changed as ({change.Replace("truncate", "delete from", StringComparison.Ordinal)} returning 1) select count(*)::int from changed"))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task A_contractor_writes_neither_an_entry_nor_credits_of_their_own()
    {
        await Grant(100);

        (await Should.ThrowAsync<PostgresException>(() => Billing.As(Buyer, db => db.ExecuteAsync(
            AddEntry, new { entry = Guid.CreateVersion7(), cause = "goodwill:forged", contractor = Contractor.Value, at = Billing.Clock.Now })))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => Billing.As(Buyer, db => db.ExecuteAsync(
            "update billing.accounts set credit_cents = 1000000")))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task A_contractor_sets_credits_aside_and_never_spends_them_nor_has_them_back()
    {
        const string Hold = "insert into billing.credit_holds values (@purchase, @contractor, 100, @state, @at, case @state when 'held' then null::timestamptz else @at end)";
        object With(string state) => new { purchase = Purchase.Value, contractor = Contractor.Value, state, at = Billing.Clock.Now };
        const string Settle = "update billing.credit_holds set state = @state, settled_at = case @state when 'held' then null::timestamptz else @at end where contractor_id = @contractor";

        (await Should.ThrowAsync<PostgresException>(() => Billing.As(Buyer, db => db.ExecuteAsync(Hold, With("spent"))))).SqlState.ShouldBe("42501");
        (await Billing.As(Buyer, db => db.ExecuteAsync(Hold, With("held")))).ShouldBe(1);
        (await Should.ThrowAsync<PostgresException>(() => Billing.As(Buyer, db => db.ExecuteAsync(Settle, With("spent"))))).SqlState.ShouldBe("42501");

        (await Billing.As(Actor.System, db => db.ExecuteAsync(Settle, With("spent")))).ShouldBe(1);
        (await Billing.As(Buyer, db => db.ExecuteAsync(Settle, With("released")))).ShouldBe(0);
        await Billing.Tamper("delete from billing.credit_holds where contractor_id = @contractor", With("spent"));
    }

    [Fact]
    public async Task A_contractor_sees_their_own_credits_and_nothing_else_of_the_books()
    {
        await Grant(3334);
        await Open(useCredits: true);
        await Billing.Deliver();

        (await Billing.As(Buyer, db => db.QueryAsync<string>("select account from billing.ledger_lines"))).ShouldBe(["credits", "credits"]);
        (await Billing.As(Buyer, db => db.ExecuteScalarAsync<long>("select count(*) from billing.ledger_entries"))).ShouldBe(2);
        foreach (var stranger in new[] { null, Actor.Anonymous, Actor.Homeowner(Guid.NewGuid()), Actor.Contractor(new ContractorId(Guid.NewGuid())) })
        {
            foreach (var table in new[] { "ledger_entries", "ledger_lines", "credit_holds", "alarms", "ledger_checks" })
                (await Billing.As(stranger, db => db.ExecuteScalarAsync<long>($"select count(*) from billing.{table}"))).ShouldBe(0, $"{stranger?.Kind} in {table}");
        }
    }

    [Fact]
    public async Task Sixteen_posts_of_one_cause_at_once_make_one_entry()
    {
        var gesture = new GrantCredit(Guid.CreateVersion7(), Contractor, 500, "Geste commercial");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Billing.Send(Actor.Staff, gesture)));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        (await Credits()).Balance.Cents.ShouldBe(500);
        (await Entry($"goodwill:{gesture.Id}")).ShouldBe("goodwill 500, credits -500");
    }

    private Task<int> Write(Guid entry, long first, long second) => Billing.As(Actor.System, async db =>
    {
        await db.ExecuteAsync(AddEntry, new { entry, cause = $"test:{entry}", contractor = Contractor.Value, at = Billing.Clock.Now });
        return await AddLines(db, entry, [("stripe", first), ("bank", second)], from: 1);
    });

    private async Task<int> AddLines(NpgsqlConnection db, Guid entry, (string Account, long Cents)[] lines, int from)
    {
        foreach (var (account, cents) in lines.Where(line => line.Cents != 0))
            await db.ExecuteAsync(AddLine, new { entry, position = from++, account, contractor = Contractor.Value, cents });
        return lines.Length;
    }
}
