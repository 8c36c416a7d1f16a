using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class CreditHolds(BillingDbContext db, TimeProvider clock) : ICreditHolds
{
    private sealed record Hold(Guid Contractor, long Cents, string State);

    public async Task<long> SetAside(PurchaseId purchase, ContractorId contractor, long totalCents, CancellationToken cancel)
    {
        await db.TakeTurn(contractor, cancel);
        var share = CreditShare.Of(totalCents, await Free(contractor.Value, cancel));
        if (share == 0) return 0;

        await db.Database.ExecuteSqlAsync($"""
            insert into billing.credit_holds (purchase_id, contractor_id, cents, state, held_at)
            values ({purchase.Value}, {contractor.Value}, {share}, 'held', {clock.GetUtcNow()})
            """, cancel);
        await MoveHeld(contractor.Value, share, cancel);
        return share;
    }

    public async Task<bool> Take(PurchaseId purchase, CancellationToken cancel)
    {
        if (await Find(purchase, cancel) is not { } hold) return false;
        await db.TakeTurn(new ContractorId(hold.Contractor), cancel);
        if (hold.State == "spent") return true;

        // The purchase was closed and paid all the same: its credits count only if nothing else has them now.
        if (hold.State == "released" && await Free(hold.Contractor, cancel) < hold.Cents) return false;
        if (hold.State == "held") await MoveHeld(hold.Contractor, -hold.Cents, cancel);
        await Settle(purchase, "spent", cancel);
        return true;
    }

    public async Task Release(PurchaseId purchase, CancellationToken cancel)
    {
        if (await Find(purchase, cancel) is not { State: "held" } hold) return;
        await db.TakeTurn(new ContractorId(hold.Contractor), cancel);
        await Settle(purchase, "released", cancel);
        await MoveHeld(hold.Contractor, -hold.Cents, cancel);
    }

    // Needs no turn of its own: a hold changes only while its purchase is held.
    private Task<Hold?> Find(PurchaseId purchase, CancellationToken cancel) => db.Database
        .SqlQuery<Hold>($"select contractor_id as \"Contractor\", cents as \"Cents\", state as \"State\" from billing.credit_holds where purchase_id = {purchase.Value}")
        .SingleOrDefaultAsync(cancel);

    private Task<long> Free(Guid contractor, CancellationToken cancel) => db.Database
        .SqlQuery<long>($"select credit_cents - held_cents as \"Value\" from billing.accounts where contractor_id = {contractor}")
        .SingleOrDefaultAsync(cancel);

    private Task<int> MoveHeld(Guid contractor, long cents, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"update billing.accounts set held_cents = held_cents + {cents} where contractor_id = {contractor}", cancel);

    private Task<int> Settle(PurchaseId purchase, string state, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"update billing.credit_holds set state = {state}, settled_at = {clock.GetUtcNow()} where purchase_id = {purchase.Value}", cancel);
}
