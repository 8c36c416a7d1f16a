using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reminders;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class FindDueRemindersHandler(ReadSide<PurchasingDbContext> read, TimeProvider clock)
    : IQueryHandler<FindDueReminders, IReadOnlyList<UnlockId>>
{
    private const int Round = 100;

    public async Task<Result<IReadOnlyList<UnlockId>>> Handle(FindDueReminders request, CancellationToken cancellationToken)
    {
        var due = await read.Query(db => db.QueryAsync<UnlockId>(
            "select unlock_id from purchasing.lead_work where reminder_at <= @at order by reminder_at limit @most",
            new { at = clock.GetUtcNow(), most = Round }), cancellationToken);
        return due.AsList();
    }
}
