using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>Behind PgBouncer, which gives each transaction any connection, the market works as without; and outlives its end.</summary>
public sealed class PoolerTests
{
    [PoolerFact]
    public async Task The_pooler_dies_while_leads_are_bought_and_paid_and_each_purchase_ends_once()
    {
        // No fixture: it would be started where there is no pooler too, for a fact that is skipped.
        var market = new PooledMarket();
        await market.InitializeAsync();
        try
        {
            await market.Outlives(async () =>
            {
                await market.Pooler.Kill();
                using var visitor = market.Market.NewVisitor();
                using var answer = await visitor.GetAsync("/health/ready");
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, "there is no way to PostgreSQL but through the pooler");
                await market.Pooler.StartAgain();
            });
        }
        finally
        {
            await market.DisposeAsync();
        }
    }
}

/// <summary>A fact about PgBouncer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PoolerFactAttribute : FactAttribute
{
    public PoolerFactAttribute()
    {
        if (!Pooler.IsInstalled) Skip = "wants PgBouncer: install it (as root on Debian: apt-get install pgbouncer)";
    }
}
