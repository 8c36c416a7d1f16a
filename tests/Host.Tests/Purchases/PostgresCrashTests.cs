using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>PostgreSQL dies under the hosts, or its disk is full. What was committed stands, and what was under way ends by itself.</summary>
public sealed class PostgresCrashTests(MortalMarket market) : IClassFixture<MortalMarket>
{
    private const string NoSpace = "No space left on device";

    [Theory]
    [InlineData("KILL")]
    [InlineData("QUIT")]
    public Task PostgreSQL_dies_while_leads_are_bought_and_paid_and_each_purchase_ends_once(string signal) => market.Outlives(async () =>
    {
        await market.Postgres.Crash(signal);
        await market.Postgres.StartAgain();
    });

    [SmallDiskFact]
    public Task The_disk_is_full_while_leads_are_bought_and_paid_and_each_purchase_ends_once() => market.Outlives(async () =>
    {
        var disk = market.Postgres.Disk!;
        var before = await market.Postgres.Said(NoSpace);
        disk.Fill();
        await market.Market.Sandbox.SendWebhooks();
        await Eventually.Holds(async () => await market.Postgres.Said(NoSpace) >= before + 5, TimeSpan.FromSeconds(60), "writes are refused");
        disk.Free();
    });
}

/// <summary>A fact that fills a disk: without the rights to mount one there is none to fill.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.MayBeHad) Skip = "wants the rights to mount a file system: run it as root on Linux";
    }
}
