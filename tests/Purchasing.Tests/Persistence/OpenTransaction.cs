using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>The module's context in a transaction of a test's own.</summary>
internal static class OpenTransaction
{
    /// <summary>Sets the actor of the open transaction, as the unit of work does.</summary>
    public static Task Become(PurchasingDbContext context, Actor actor) => context.Database.ExecuteSqlAsync(
        $"select set_config('app.actor', {actor.Kind}, true), set_config('app.actor_id', {actor.Id?.ToString() ?? ""}, true)");
}
