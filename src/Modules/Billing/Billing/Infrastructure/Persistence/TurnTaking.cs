using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

/// <summary>Makes the requests about one thing take turns until their transactions end.</summary>
// An advisory lock, because the first of two racing requests has no row yet that the second could wait for.
internal static class TurnTaking
{
    public static Task TakeTurn(this BillingDbContext db, ITypedId on, CancellationToken cancel)
    {
        var key = $"billing {on.Value}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", cancel);
    }
}
