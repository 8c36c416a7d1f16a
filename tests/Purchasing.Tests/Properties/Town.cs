using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Application.Plans;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>Four contractors on three plans and four leads (shared by three, shared by two twice, exclusive) in memory, as the module's tables
/// hold them. Two of the leads are one homeowner's; another's postal code is not where it was listed.</summary>
internal sealed partial class Town : IContractors, IListings, IUnlocks, IContractorPlans
{
    public const int Contractors = 4;
    public const int Leads = 4;

    public static readonly Market Market = TestMarket.Create();

    private static readonly string[] Plans = ["free", "pro", "elite", "free"];
    private static readonly (string Service, int Capacity, SellingMode Mode)[] Kinds =
        [("ev-charger", 3, SellingMode.Shared), ("heat-pump", 2, SellingMode.Shared), ("heat-pump", 2, SellingMode.Shared), ("solar-panels", 1, SellingMode.Exclusive)];

    private readonly int[] _slots = new int[Leads];

    public Town()
    {
        for (var n = 0; n < Contractors; n++) Companies.Add(Samples.Contractor(services: ["ev-charger", "heat-pump", "solar-panels"], plan: Plans[n]));
        // The better plans are let in already, the first one is not yet.
        Clock.Now += TimeSpan.FromMinutes(6);
        foreach (var (service, capacity, mode) in Kinds) Listings.Add(Samples.Listing(service, capacity: capacity, mode: mode));
    }

    public TestClock Clock { get; } = new();

    public Journal Journal { get; } = new();

    public List<Contractor> Companies { get; } = [];

    public List<Listing> Listings { get; } = [];

    public List<Unlock> Unlocks { get; } = [];

    public List<DeliveredContact> Contacts { get; } = [];

    /// <summary>As the listing's row has them: bit n−1 set, slot n is taken.</summary>
    public int SlotsOf(int lead) => _slots[lead];

    public int IndexOf(ListingId listing) => Listings.FindIndex(each => each.Id == listing);

    public Unlock? UnlockOf(UnlockId id) => Unlocks.Find(unlock => unlock.Id == id);

    public DeliveredContact? ContactOf(UnlockId id) => Contacts.Find(contact => contact.UnlockId == id);

    public bool HasContact(UnlockId id) => ContactOf(id) is { WithdrawnAt: null };

    public Listing ListingOf(Unlock unlock) => Listings.Find(listing => listing.Id == unlock.ListingId)!;

    /// <summary>What Leads knows of a lead's homeowner.</summary>
    public LeadContact HomeownerOf(LeadId lead)
    {
        var index = Listings.FindIndex(listing => listing.LeadId == lead);
        var same = Samples.Homeowner with { Phone = $"+1514555010{(index == 2 ? 1 : index)}", Email = $"camille{(index == 2 ? 1 : index)}@example.com" };
        return index == 0 ? same with { PostalCode = "H3A 1A1" } : same;
    }

    void IContractors.Add(Contractor contractor) => throw new NotSupportedException("Nobody registers here.");

    void IListings.Add(Listing listing) => throw new NotSupportedException("Nothing is listed anew here.");

    void IUnlocks.Add(Unlock unlock)
    {
        Unlocks.Add(unlock);
        Journal.Hold(unlock);
        Journal.OnRollback(() => Unlocks.Remove(unlock));
    }

    void IUnlocks.Add(DeliveredContact contact)
    {
        Contacts.Add(contact);
        Journal.Hold(contact);
        Journal.OnRollback(() => Contacts.Remove(contact));
    }

    Task<Contractor?> IContractors.Find(ContractorId id, CancellationToken cancel) => Task.FromResult(Companies.Find(company => company.Id == id));

    Task<Contractor?> IContractors.Hold(ContractorId id, CancellationToken cancel) => ((IContractors)this).Find(id, cancel);

    Task<Listing?> IListings.Find(ListingId id, CancellationToken cancel) => Task.FromResult(Listings.Find(listing => listing.Id == id));

    Task<Listing?> IListings.FindOf(LeadId lead, CancellationToken cancel) => Task.FromResult(Listings.Find(listing => listing.LeadId == lead));

    Task<Listing> IListings.Lock(ListingId id, CancellationToken cancel) => Task.FromResult(Held(Listings.Find(listing => listing.Id == id))!);

    Task<Listing?> IListings.LockOf(LeadId lead, CancellationToken cancel) => Task.FromResult(Held(Listings.Find(listing => listing.LeadId == lead)));

    Task IListings.NoteWithdrawal(LeadId lead, DateTimeOffset at, CancellationToken cancel) => Task.CompletedTask;

    Task<bool> IListings.WasWithdrawn(LeadId lead, CancellationToken cancel) => Task.FromResult(false);

    Task<int?> IListings.TakeSlot(ListingId id, DateTimeOffset at, CancellationToken cancel)
    {
        var listing = Listings[IndexOf(id)];
        if (listing.WithdrawnAt is not null || listing.ExpiresAt <= at) return Task.FromResult<int?>(null);
        for (var slot = 1; slot <= listing.Capacity; slot++)
        {
            if ((SlotsOf(IndexOf(id)) & Listing.Bit(slot)) != 0) continue;
            SetSlots(IndexOf(id), SlotsOf(IndexOf(id)) | Listing.Bit(slot));
            return Task.FromResult<int?>(slot);
        }

        return Task.FromResult<int?>(null);
    }

    Task<int?> IListings.TakeRest(ListingId id, int own, DateTimeOffset at, CancellationToken cancel)
    {
        var (lead, listing) = (IndexOf(id), Listings[IndexOf(id)]);
        if (listing.WithdrawnAt is not null || listing.ExpiresAt <= at || SlotsOf(lead) != own || listing.Capacity == 1) return Task.FromResult<int?>(null);
        SetSlots(lead, (1 << listing.Capacity) - 1);
        return Task.FromResult<int?>(SlotsOf(lead) & ~own);
    }

    Task IListings.GiveBackSold(ListingId id, int slots, DateTimeOffset now, CancellationToken cancel) => ((IListings)this).GiveBack(id, slots, now, cancel);

    Task IListings.GiveBack(ListingId id, int slots, DateTimeOffset now, CancellationToken cancel)
    {
        SetSlots(IndexOf(id), SlotsOf(IndexOf(id)) & ~slots);
        return Task.CompletedTask;
    }

    Task<bool> IUnlocks.HasContact(UnlockId unlock, CancellationToken cancel) => Task.FromResult(HasContact(unlock));

    Task<DeliveredContact?> IUnlocks.LockContact(UnlockId unlock, CancellationToken cancel) => Task.FromResult(Held(ContactOf(unlock)));

    Task<IReadOnlyList<DeliveredContact>> IUnlocks.LockContacts(LeadId lead, CancellationToken cancel)
    {
        var copies = Contacts.FindAll(contact => contact.LeadId == lead && contact.WithdrawnAt is null);
        foreach (var copy in copies) Held(copy);
        return Task.FromResult<IReadOnlyList<DeliveredContact>>(copies);
    }

    Task<Unlock?> IUnlocks.Lock(UnlockId id, CancellationToken cancel) => Task.FromResult(Held(UnlockOf(id)));

    Task<Unlock?> IUnlocks.LockLeadOf(UnlockId upgrade, CancellationToken cancel) =>
        Task.FromResult(UnlockOf(upgrade) is { Upgrades: { } lead } ? Held(UnlockOf(lead)) : null);

    Task<Unlock?> IUnlocks.LockUpgradeOf(UnlockId lead, CancellationToken cancel) =>
        Task.FromResult(Held(Unlocks.Find(unlock => unlock.Upgrades == lead && unlock.State.IsActive())));

    Task<int> IUnlocks.CountHeld(ContractorId contractor, CancellationToken cancel) =>
        Task.FromResult(Unlocks.Count(unlock => unlock.ContractorId == contractor && unlock.PaidAt is null && unlock.State.IsActive()));

    Task<int> IUnlocks.CountTries(ContractorId contractor, DateTimeOffset since, CancellationToken cancel) =>
        Task.FromResult(Unlocks.Count(unlock => IsTryOf(unlock, contractor, since)));

    Task<int> IUnlocks.CountTriesOf(ListingId listing, ContractorId contractor, bool upgrades, DateTimeOffset since, CancellationToken cancel) =>
        Task.FromResult(Unlocks.Count(unlock => IsTryOf(unlock, contractor, since) && unlock.ListingId == listing && unlock.IsUpgrade == upgrades));

    private static bool IsTryOf(Unlock unlock, ContractorId contractor, DateTimeOffset since) =>
        unlock.ContractorId == contractor && unlock.State is UnlockState.Expired && unlock.Tried && unlock.EndedAt > since;

    Task<Unlock?> IUnlocks.FindOwn(ListingId listing, ContractorId contractor, CancellationToken cancel) => Task.FromResult(Unlocks.Find(unlock =>
        unlock.ListingId == listing && unlock.ContractorId == contractor && !unlock.IsUpgrade && (unlock.PaidAt is not null || unlock.State.IsActive())));

    Task IContractorPlans.Adopt(ContractorId contractor, string plan, DateTimeOffset asOf, CancellationToken cancel)
    {
        var company = Companies.Find(each => each.Id == contractor)!;
        if (company.PlanSince > asOf) return Task.CompletedTask;
        // The table is written to without the aggregate, whose setters are its own.
        typeof(Contractor).GetProperty(nameof(Contractor.Plan))!.SetValue(company, plan);
        typeof(Contractor).GetProperty(nameof(Contractor.PlanSince))!.SetValue(company, asOf);
        return Task.CompletedTask;
    }

    Task IContractorPlans.NoteAsked(ContractorId contractor, DateTimeOffset at, CancellationToken cancel) => Task.CompletedTask;

    private T? Held<T>(T? row)
        where T : class
    {
        if (row is not null) Journal.Hold(row);
        return row;
    }

    private void SetSlots(int lead, int slots)
    {
        var before = _slots[lead];
        _slots[lead] = slots;
        Journal.OnRollback(() => _slots[lead] = before);
    }
}
