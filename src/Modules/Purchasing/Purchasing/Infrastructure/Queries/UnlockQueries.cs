using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Application.SweepUnlocks;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetUnlockHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<GetUnlock, UnlockView>
{
    public async Task<Result<UnlockView>> Handle(GetUnlock request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QueryFirstOrDefaultAsync<UnlockRow>(
            $"select {UnlockRow.Columns} from {UnlockRow.Tables} where u.id = @unlock and u.contractor_id = @contractor",
            new { unlock = request.Unlock.Value, contractor = request.Contractor.Value }), cancellationToken);
        return row is null ? UnlockErrors.NotFound : row.ToView();
    }
}

internal sealed class ListUnlockedLeadsHandler(ReadSide<PurchasingDbContext> read)
    : IQueryHandler<ListUnlockedLeads, IReadOnlyList<UnlockedLead>>
{
    public async Task<Result<IReadOnlyList<UnlockedLead>>> Handle(ListUnlockedLeads request, CancellationToken cancellationToken)
    {
        var leads = await read.Query(db => db.QueryAsync<BoardRow, UnlockRow, UnlockedLead>($"""
            select {BoardRow.Columns}, {UnlockRow.Columns}
            from {UnlockRow.Tables} join purchasing.listings l on l.id = u.listing_id
            where u.contractor_id = @contractor and u.paid_at is not null
            order by u.reserved_at desc
            limit 100
            """, (listing, unlock) => new UnlockedLead(listing.ToItem(), unlock.ToView()),
            new { contractor = request.Contractor.Value }, splitOn: "UnlockId"), cancellationToken);
        return leads.AsList();
    }
}

internal sealed class FindProgressHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindProgress, UnlockProgress>
{
    private sealed record Row(
        string State, bool Withdrawn, Guid Contractor, string Company, string ContactName, string Email, string Locale, string Service, string Area,
        string? Coupon, bool UseCredits, string? Charge, string ReturnPaid, string ReturnLeft);

    public async Task<Result<UnlockProgress>> Handle(FindProgress request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QueryFirstOrDefaultAsync<Row>("""
            select u.state as "State", l.withdrawn_at is not null as "Withdrawn", u.contractor_id as "Contractor", k.company as "Company",
                k.contact_name as "ContactName", k.email as "Email", k.locale as "Locale", l.service as "Service", l.area as "Area",
                u.coupon as "Coupon", u.use_credits as "UseCredits", u.charge::text as "Charge",
                u.return_paid as "ReturnPaid", u.return_left as "ReturnLeft"
            from purchasing.unlocks u
            join purchasing.contractors k on k.id = u.contractor_id
            join purchasing.listings l on l.id = u.listing_id
            where u.id = @unlock
            """, new { unlock = request.Unlock.Value }), cancellationToken);
        if (row is null) return UnlockErrors.NotFound;
        return new UnlockProgress(
            UnlockStates.Read(row.State), row.Withdrawn, new ContractorId(row.Contractor), new BilledTo(row.Company, row.ContactName, row.Email),
            row.Locale, row.Service, row.Area, row.Coupon, row.UseCredits, row.Charge is null ? null : JsonSerializer.Deserialize<Charge>(row.Charge, EventJson.Options),
            new ReturnAddresses(new Uri(row.ReturnPaid), new Uri(row.ReturnLeft)));
    }
}

internal sealed class FindUnlockedLeadHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindUnlockedLead, ListedLead>
{
    public async Task<Result<ListedLead>> Handle(FindUnlockedLead request, CancellationToken cancellationToken)
    {
        var found = await read.Query(db => db.QueryFirstOrDefaultAsync<ListedLead>("""
            select l.id as "Listing", l.lead_id as "Lead"
            from purchasing.unlocks u
            join purchasing.listings l on l.id = u.listing_id
            where u.id = @unlock
            """, new { unlock = request.Unlock.Value }), cancellationToken);
        return found is null ? UnlockErrors.NotFound : found;
    }
}

internal sealed class FindDueUnlocksHandler(ReadSide<PurchasingDbContext> read, TimeProvider clock)
    : IQueryHandler<FindDueUnlocks, IReadOnlyList<DueUnlock>>
{
    private const int Sweep = 100;

    private sealed record Row(Guid Id, string State, DateTimeOffset HeldUntil, bool Withdrawn);

    public async Task<Result<IReadOnlyList<DueUnlock>>> Handle(FindDueUnlocks request, CancellationToken cancellationToken)
    {
        // unlocks_due holds what is under way alone. One that is ending already, or a refund, waits for its turn, as ever.
        var rows = await read.Query(db => db.QueryAsync<Row>("""
            select u.id as "Id", u.state as "State", u.held_until as "HeldUntil", l.withdrawn_at is not null as "Withdrawn"
            from purchasing.unlocks u
            join purchasing.listings l on l.id = u.listing_id
            where u.due_at is not null and (u.due_at <= @now or (l.withdrawn_at is not null and u.state not in ('cancelling', 'refund-pending')))
            order by u.due_at
            limit @most
            """, new { now = clock.GetUtcNow(), most = Sweep }), cancellationToken);
        return rows.Select(row => new DueUnlock(
            new UnlockId(row.Id), UnlockStates.Read(row.State), row.HeldUntil, row.Withdrawn)).ToList();
    }
}
