using Dapper;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Npgsql;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>What PostgreSQL itself shows each actor, when a query has no WHERE at all.</summary>
public sealed class PlanRowSecurityTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    private static readonly string[] Owned = ["subscriptions", "plan_changes", "plan_invoices", "saved_cards", "told_plans"];

    public static TheoryData<string, Actor?> Strangers => new()
    {
        { "nobody", null },
        { "a visitor", Actor.Anonymous },
        { "a homeowner", Actor.Homeowner(Guid.NewGuid()) },
        { "another contractor", Actor.Contractor(ContractorId.From(Guid.NewGuid())) },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_sees_nothing_of_anybody_s_plan(string who, Actor? stranger)
    {
        await Changed();

        foreach (var table in Owned) (await Count(stranger, table)).ShouldBe(0, $"{who} in {table}");
    }

    [Fact]
    public async Task A_contractor_sees_their_own_and_the_prices()
    {
        await Changed();

        foreach (var table in Owned) (await Count(Buyer, table)).ShouldBeGreaterThan(0, table);
        (await Count(Buyer, "plan_prices")).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("update billing.plan_prices set cents = 1")]
    [InlineData("update billing.plan_invoices set card_cents = 1")]
    [InlineData("delete from billing.subscriptions")]
    public async Task A_contractor_changes_no_price_and_no_bill(string sql)
    {
        await Changed();

        (await Billing.As(Buyer, db => db.ExecuteAsync(sql))).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_has_two_live_subscriptions()
    {
        await Subscribe();

        (await Should.ThrowAsync<PostgresException>(() => Billing.As(Actor.System, db => db.ExecuteAsync(
            """
            insert into billing.subscriptions (id, contractor_id, plan, state, terms, attempt, idempotency_key, opened_at, expires_at, tries, next_try_at,
                close_tries, ends_at_period_end, fetch_seq, applied_seq, switches)
            values (@id, @contractor, 'elite', 'opening', '{}', 1, @id::text, @now, @now, 0, @now, 0, false, 0, 0, 0)
            """, new { id = Guid.NewGuid(), contractor = Contractor.Value, now = Billing.Clock.Now })))).SqlState.ShouldBe("23505");
    }

    private async Task Changed()
    {
        var subscription = await Subscribe();
        Billing.Clock.Now = subscription.PeriodStart.AddDays(10);
        (await Change(await Preview("elite"))).IsFailure.ShouldBeFalse();
    }

    private Task<long> Count(Actor? actor, string table) => Billing.As(actor, db => db.ExecuteScalarAsync<long>($"select count(*) from billing.{table}"));
}
