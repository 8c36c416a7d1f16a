using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Application.Disputes;
using LeadMarket.Purchasing.Application.EndUnlock;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Application.StartUpgrade;
using LeadMarket.Purchasing.Application.Withdrawals;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>One listing and some contractors in memory, moved by the module's real commands.</summary>
internal sealed class PlayedMarket : IContractors, IListings, IUnlocks
{
    private readonly TestClock _clock = new();
    private readonly List<Contractor> _contractors;
    private readonly List<Unlock> _unlocks = [];
    private readonly List<DeliveredContact> _contacts = [];

    public PlayedMarket(int contractors, int capacity)
    {
        Listing = Samples.Listing(capacity: capacity);
        _contractors = [.. Enumerable.Range(0, contractors).Select(_ => Samples.Contractor())];
    }

    public Listing Listing { get; }

    /// <summary>As the listing's row has them: bit n−1 set, slot n is taken.</summary>
    public int Slots { get; private set; }

    public IReadOnlyList<Unlock> Unlocks => _unlocks;

    public IReadOnlyList<DeliveredContact> Contacts => _contacts;

    /// <summary>The latest unlock of a contractor, or the one before.</summary>
    public Unlock? UnlockOf(int contractor, bool earlier) =>
        _unlocks.Where(unlock => unlock.ContractorId == _contractors[contractor].Id).Reverse().ElementAtOrDefault(earlier ? 1 : 0);

    public async Task Reserve(int contractor)
    {
        var before = Slots;
        var handler = new ReserveSlotHandler(this, this, this, TestMarket.Create(), _clock);
        var reserved = await handler.Handle(new(_contractors[contractor].Id, Listing.Id, Samples.Order), CancellationToken.None);
        // A refused command is rolled back.
        if (reserved.IsFailure) Slots = before;
    }

    /// <summary>Asks for the other slots of a lead.</summary>
    public async Task Upgrade(Unlock lead)
    {
        var before = Slots;
        var reserved = await new ReserveRestHandler(this, this, this, TestMarket.Create(), _clock)
            .Handle(new(lead.ContractorId, lead.Id, Samples.Order), CancellationToken.None);
        if (reserved.IsFailure) Slots = before;
    }

    public Task Price(Unlock unlock) => new FreezePriceHandler(this, _clock).Handle(new(unlock.Id, PriceOf(unlock)), CancellationToken.None);

    public Task Open(Unlock unlock) => new MarkOpenHandler(this).Handle(new(unlock.Id, Samples.Checkout), CancellationToken.None);

    public Task Process(Unlock unlock) => new KeepProcessingHandler(this).Handle(new(unlock.Id), CancellationToken.None);

    public Task Cancel(Unlock unlock, bool checkoutClosed = false) =>
        new BeginEndingHandler(this, _clock).Handle(new(unlock.Id, checkoutClosed), CancellationToken.None);

    public Task Release(Unlock unlock) => new ReleaseSlotHandler(this, this, _clock).Handle(new(unlock.Id), CancellationToken.None);

    /// <param name="cents">Null for what it costs.</param>
    public Task Pay(Unlock unlock, long? cents = null) => new SettlePaymentHandler(this, this, _clock).Handle(
        new(unlock.Id, Listing.LeadId, Samples.Cad(cents ?? PriceOf(unlock).Total.Cents), _clock.Now, Samples.Homeowner), CancellationToken.None);

    public Task BeginRefund(Unlock unlock, string cause) =>
        new BeginRefundHandler(this, _clock).Handle(new(unlock.Id, cause, ToCredit: false), CancellationToken.None);

    public Task AnswerRefund(Unlock unlock, string cause, bool taken) =>
        new AnswerRefundHandler(this, _clock).Handle(new(unlock.Id, cause, taken ? RefundOutcome.Taken : RefundOutcome.Refused), CancellationToken.None);

    public Task MarkRefunded(Unlock unlock) => new MarkRefundedHandler(this, this, _clock).Handle(new(unlock.Id), CancellationToken.None);

    public Task Freeze(Unlock unlock, string dispute) => new FreezeUnlockHandler(this).Handle(new(unlock.Id, dispute), CancellationToken.None);

    public Task CloseDispute(Unlock unlock, string dispute, bool won) =>
        new CloseDisputeHandler(this, _clock).Handle(new(unlock.Id, dispute, won), CancellationToken.None);

    public async Task Withdraw()
    {
        await new WithdrawListingHandler(this, _clock).Handle(new(Listing.LeadId), CancellationToken.None);
        await new DestroyCopiesHandler(this, this, TestMarket.Create(), _clock).Handle(new(Listing.LeadId, Erased: false), CancellationToken.None);
    }

    void IContractors.Add(Contractor contractor) => _contractors.Add(contractor);

    void IListings.Add(Listing listing) => throw new NotSupportedException("There is one listing.");

    void IUnlocks.Add(Unlock unlock) => _unlocks.Add(unlock);

    void IUnlocks.Add(DeliveredContact contact) => _contacts.Add(contact);

    Task<Contractor?> IContractors.Find(ContractorId id, CancellationToken cancel) => Task.FromResult(_contractors.Find(contractor => contractor.Id == id));

    Task<Contractor?> IContractors.Hold(ContractorId id, CancellationToken cancel) => ((IContractors)this).Find(id, cancel);

    Task<Listing?> IListings.Find(ListingId id, CancellationToken cancel) => Task.FromResult<Listing?>(Listing);

    Task<Listing?> IListings.FindOf(LeadId lead, CancellationToken cancel) => Task.FromResult<Listing?>(Listing);

    Task<Listing> IListings.Lock(ListingId id, CancellationToken cancel) => Task.FromResult(Listing);

    Task<Listing?> IListings.LockOf(LeadId lead, CancellationToken cancel) => Task.FromResult<Listing?>(Listing);

    Task IListings.NoteWithdrawal(LeadId lead, DateTimeOffset at, CancellationToken cancel) => Task.CompletedTask;

    Task<bool> IListings.WasWithdrawn(LeadId lead, CancellationToken cancel) => Task.FromResult(Listing.WithdrawnAt is not null);

    Task<int?> IListings.TakeSlot(ListingId id, DateTimeOffset at, CancellationToken cancel)
    {
        if (Listing.WithdrawnAt is not null) return Task.FromResult<int?>(null);
        var free = Enumerable.Range(1, Listing.Capacity).Cast<int?>().FirstOrDefault(slot => (Slots & Listing.Bit(slot!.Value)) == 0);
        if (free is { } taken) Slots |= Listing.Bit(taken);
        return Task.FromResult(free);
    }

    Task<int?> IListings.TakeRest(ListingId id, int own, DateTimeOffset at, CancellationToken cancel)
    {
        if (Listing.WithdrawnAt is not null || Slots != own || Listing.Capacity == 1) return Task.FromResult<int?>(null);
        Slots = AllSlots;
        return Task.FromResult<int?>(Slots & ~own);
    }

    Task IListings.GiveBack(ListingId id, int slots, CancellationToken cancel)
    {
        Slots &= ~slots;
        return Task.CompletedTask;
    }

    Task<bool> IUnlocks.HasContact(UnlockId unlock, CancellationToken cancel) =>
        Task.FromResult(_contacts.Exists(contact => contact.UnlockId == unlock && contact.WithdrawnAt is null));

    Task<DeliveredContact?> IUnlocks.LockContact(UnlockId unlock, CancellationToken cancel) =>
        Task.FromResult(_contacts.Find(contact => contact.UnlockId == unlock));

    Task<IReadOnlyList<DeliveredContact>> IUnlocks.LockContacts(LeadId lead, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<DeliveredContact>>(_contacts.FindAll(contact => contact.WithdrawnAt is null));

    Task<Unlock?> IUnlocks.Lock(UnlockId id, CancellationToken cancel) => Task.FromResult(_unlocks.Find(unlock => unlock.Id == id));

    Task<Unlock?> IUnlocks.LockLeadOf(UnlockId upgrade, CancellationToken cancel) =>
        Task.FromResult(_unlocks.Find(unlock => unlock.Id == _unlocks.Find(found => found.Id == upgrade)?.Upgrades));

    Task<Unlock?> IUnlocks.LockUpgradeOf(UnlockId lead, CancellationToken cancel) =>
        Task.FromResult(_unlocks.Find(unlock => unlock.Upgrades == lead && unlock.State.IsActive()));

    Task<Unlock?> IUnlocks.FindOwn(ListingId listing, ContractorId contractor, CancellationToken cancel) =>
        Task.FromResult(_unlocks.Find(unlock => unlock.ContractorId == contractor && !unlock.IsUpgrade && (unlock.PaidAt is not null || unlock.State.IsActive())));

    public int AllSlots => (1 << Listing.Capacity) - 1;

    private static Charge PriceOf(Unlock unlock) => unlock.IsUpgrade ? Samples.Charge(list: 5000) : Samples.Charge();
}
