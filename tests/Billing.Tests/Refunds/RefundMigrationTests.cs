using Dapper;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Billing.Tests.Refunds;

public sealed class RefundMigrationTests
{
    [Fact]
    public async Task Refunds_of_before_this_release_are_owed_when_they_fell_through_and_to_be_booked_when_they_did_not()
    {
        var billing = new BillingDatabase();
        await billing.InitializeAsync();
        try
        {
            // As it stood before, with one refund of each end.
            await billing.Tamper("""
                drop trigger complete on billing.refunds;
                drop function billing.complete_refund();
                drop table billing.disputes;
                alter table billing.refunds
                    drop column way, drop column attempt, drop column keyed_at, drop column tries, drop column next_try_at, drop column refused_at,
                    drop column succeeded_at, drop column owed, drop column credited_cents,
                    alter column payment_intent set not null,
                    add constraint refunds_check1 check (state in ('requested', 'needless') or stripe_id is not null);
                drop index if exists billing.refunds_due, billing.refunds_by_time;
                create policy own_add on billing.refunds for insert with check (false);
                create policy own_change on billing.refunds for update using (false);
                delete from billing.ef_migrations where "MigrationId" like '%_RefundsAndDisputes';
                insert into billing.payments values ('pi_1', gen_random_uuid(), gen_random_uuid(), 9000, 'CAD', true, now());
                insert into billing.refunds (id, purchase_id, contractor_id, payment_intent, cause, amount_cents, currency, state, stripe_id, requested_at, answered_at)
                select gen_random_uuid(), p.purchase_id, p.contractor_id, 'pi_1', state, 100, 'CAD', state,
                    case when state not in ('requested', 'needless') then 're_' || state end, now(), case when state <> 'requested' then now() end
                from billing.payments p, unnest(array['requested', 'pending', 'succeeded', 'failed', 'canceled', 'needless']) as state
                """);

            await Migrate(billing);

            (await billing.All<string>("select state from billing.refunds where owed order by state")).ShouldBe(["canceled", "failed"]);
            (await billing.All<string>("select state from billing.refunds where succeeded_at is not null")).ShouldBe(["succeeded"]);
            (await billing.All<string>("select state from billing.refunds where next_try_at is not null")).ShouldBe(["requested"]);
            (await billing.Truth<long>("""
                select count(*) from billing.outbox_messages o
                where name = 'billing.refund-unbooked.v1' and payload ->> 'refund' = (select id::text from billing.refunds where state = 'succeeded')
                """)).ShouldBe(1);
        }
        finally
        {
            await billing.DisposeAsync();
        }
    }

    private static async Task Migrate(BillingDatabase billing)
    {
        await using var server = new NpgsqlConnection(await PostgresServer.AdminConnectionString());
        await server.OpenAsync();
        await server.ExecuteAsync("select pg_advisory_lock(hashtextextended('leadmarket roles', 0))");
        await using var scope = billing.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DatabaseMigrator>(scope.ServiceProvider).Migrate(sandbox: false, CancellationToken.None);
        await server.ExecuteAsync($"alter role leadmarket_billing password '{MarketSettings.RolePassword}'; select pg_advisory_unlock_all()");
    }
}
