using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class FindRefundHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindRefund, UnlockRefund>
{
    private sealed record Row(string State, bool WasPaid, bool Free, string? Cause, bool ToCredit, bool InHand);

    public async Task<Result<UnlockRefund>> Handle(FindRefund request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QueryFirstOrDefaultAsync<Row>("""
            select state as "State", paid_at is not null as "WasPaid", coalesce(charge -> 'total' ->> 'cents' = '0', false) as "Free",
                refund_cause as "Cause", refund_to_credit as "ToCredit",
                state = 'refund-pending' and due_at is null as "InHand"
            from purchasing.unlocks
            where id = @unlock
            """, new { unlock = request.Unlock.Value }), cancellationToken);
        return row is null
            ? UnlockErrors.NotFound
            : new UnlockRefund(
                Spelling.Read<UnlockState>(row.State), row.WasPaid, row.Free, row.Cause is null ? null : new RefundCause(row.Cause), row.ToCredit, row.InHand);
    }
}
