using Dapper;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Billing.Tests.Subscriptions;

public sealed class GiftMigrationTests
{
    [Fact]
    public async Task Plans_given_before_this_release_are_nobody_s_news()
    {
        var billing = new BillingDatabase();
        await billing.InitializeAsync();
        try
        {
            // As it stood before, with one contractor who was given a plan.
            await billing.Tamper("""
                drop table billing.plan_prices, billing.tax_rates, billing.plan_changes, billing.plan_invoices, billing.subscriptions,
                    billing.saved_cards, billing.told_plans cascade;
                delete from billing.ef_migrations where "MigrationId" like '%_Subscriptions';
                insert into billing.accounts (contractor_id, plan, created_at) values (gen_random_uuid(), 'pro', now()), (gen_random_uuid(), null, now());
                """);

            await Migrate(billing);

            (await billing.All<string>("select plan from billing.told_plans")).ShouldBe(["pro"]);
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
