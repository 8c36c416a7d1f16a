using System.Net;
using Dapper;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>PostgreSQL ends connections, runs out of them, and does not wait for locks. Purchases end right all the same.</summary>
[Collection(SufferingMarket.Name)]
public sealed class DatabaseFaultTests(FaultyMarket market)
{
    // The programs' own connections: the Sandbox plays vendors who have databases of their own.
    private const string Ours = "usename like 'leadmarket_%' and usename <> 'leadmarket_sandbox' and datname = current_database()";

    [Fact]
    public async Task While_every_connection_is_ended_again_and_again_purchases_go_on_and_each_is_paid_once()
    {
        var (buyers, listings) = await market.Prepare(contractors: 6, leads: 2);
        await using var administrator = await market.Administrate();
        using var storm = new CancellationTokenSource();
        var storming = Storm(administrator, storm.Token);

        var unlocks = await Task.WhenAll(buyers.Select((buyer, n) => FaultyMarket.Insist(buyer, listings[n % 2])));
        foreach (var unlock in unlocks) (await market.Market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        await storm.CancelAsync();
        (await storming).ShouldBeGreaterThan(10);

        foreach (var unlock in unlocks) await market.PaidOnce(unlock.UnlockId);
        foreach (var listing in listings) (await market.Ledger.SlotsTaken(listing)).ShouldBe(3);
    }

    [Fact]
    public async Task With_every_connection_of_the_pool_waiting_requests_wait_too_and_then_are_served()
    {
        var (buyers, listings) = await market.Prepare(contractors: 30, leads: 10);
        await using var administrator = await market.Administrate();
        await using var closed = await administrator.BeginTransactionAsync();
        await administrator.ExecuteAsync("lock table purchasing.listings in access exclusive mode");

        var asked = Task.WhenAll(buyers.Select((buyer, n) => FaultyMarket.Insist(buyer, listings[n / 3])));
        await Eventually.Holds(
            async () => await market.Ledger.Value<int>(
                "select count(*)::int from pg_stat_activity where usename = 'leadmarket_purchasing' and datname = current_database() and wait_event_type = 'Lock'") >= 20,
            TimeSpan.FromSeconds(60), "both hosts' pools stand in the queue");
        await closed.RollbackAsync();
        // An opening that was taken in hand by a request that gave up is anybody's again after a minute.
        await market.Market.Sandbox.Advance(TimeSpan.FromMinutes(1.5));

        (await asked).Select(unlock => unlock.UnlockId).ShouldBeUnique();
        foreach (var listing in listings) (await market.Ledger.SlotsTaken(listing)).ShouldBe(3);
        // Nobody pays: they go back by themselves.
        await market.Market.Sandbox.Advance(TimeSpan.FromMinutes(15.1));
        foreach (var unlock in await asked) await market.EndsAs(unlock.UnlockId, "expired");
    }

    [Fact]
    public async Task Steps_that_do_not_get_their_lock_in_time_are_taken_again()
    {
        var (buyers, listings) = await market.Prepare(contractors: 1, leads: 1);
        var unlock = await FaultyMarket.Insist(buyers[0], listings[0]);
        await using var administrator = await market.Administrate(
            $"alter role leadmarket_purchasing in database \"{market.Market.Database.Name}\" set lock_timeout = '100ms'",
            $"select pg_terminate_backend(pid) from pg_stat_activity where {Ours}");
        await using (var holding = await administrator.BeginTransactionAsync())
        {
            await administrator.ExecuteAsync("select from purchasing.unlocks where id = @Id for update", new { Id = unlock.UnlockId });
            (await market.Market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
            // The payment's event comes, does not get the row, and stays in the outbox.
            await Eventually.Holds(
                async () => await market.Ledger.Value<int>("select count(*)::int from billing.outbox_messages where attempts > 0") > 0,
                TimeSpan.FromSeconds(60), "a delivery has failed");
            (await market.StateOf(unlock.UnlockId)).ShouldBe("open");
        }

        await market.PaidOnce(unlock.UnlockId);
        await administrator.ExecuteAsync($"alter role leadmarket_purchasing in database \"{market.Market.Database.Name}\" reset lock_timeout");
        await administrator.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where {Ours}");
    }

    [Fact]
    public async Task A_step_that_is_the_victim_of_a_deadlock_is_taken_again()
    {
        var (buyers, listings) = await market.Prepare(contractors: 1, leads: 1);
        var unlock = await FaultyMarket.Insist(buyers[0], listings[0]);
        // PostgreSQL ends the one who looks first with the circle closed: that is to be the product, which looks after five seconds.
        await using var administrator = await market.Administrate(
            $"alter role leadmarket_purchasing in database \"{market.Market.Database.Name}\" set deadlock_timeout = '5s'",
            $"select pg_terminate_backend(pid) from pg_stat_activity where {Ours}",
            "set deadlock_timeout = '10min'");
        await using (var holding = await administrator.BeginTransactionAsync())
        {
            await administrator.ExecuteAsync("select from purchasing.listings where id = @Id for no key update", new { Id = Guid.Parse(listings[0]) });
            (await market.Market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
            // The payment has its unlock, and waits for the listing; the administrator wants them the other way round.
            await Eventually.Holds(
                async () => await market.Ledger.Value<bool>(
                    "select exists (select from pg_stat_activity where usename = 'leadmarket_purchasing' and datname = current_database() and wait_event_type = 'Lock')"),
                TimeSpan.FromSeconds(60), "the payment waits for the listing");
            await administrator.ExecuteAsync(new CommandDefinition(
                "select from purchasing.unlocks where id = @Id for update", new { Id = unlock.UnlockId }, commandTimeout: 60));
            await Eventually.Holds(
                async () => await market.Ledger.Value<bool>("select exists (select from billing.outbox_messages where last_error like '%40P01%')"),
                TimeSpan.FromSeconds(30), "the delivery was the victim, and stays in the outbox");
            (await market.StateOf(unlock.UnlockId)).ShouldBe("open");
        }

        await market.PaidOnce(unlock.UnlockId);
        await administrator.ExecuteAsync($"alter role leadmarket_purchasing in database \"{market.Market.Database.Name}\" reset deadlock_timeout");
        await administrator.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where {Ours}");
    }

    private static async Task<int> Storm(Npgsql.NpgsqlConnection administrator, CancellationToken over)
    {
        var ended = 0;
        do
        {
            ended += await administrator.ExecuteScalarAsync<int>($"select count(pg_terminate_backend(pid))::int from pg_stat_activity where {Ours}");
            await Task.Delay(TimeSpan.FromMilliseconds(400), CancellationToken.None);
        }
        while (!over.IsCancellationRequested);
        return ended;
    }
}
