using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Application.Disputes;
using LeadMarket.Purchasing.Application.EndUnlock;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Application.StartUpgrade;
using LeadMarket.Purchasing.Application.Withdrawals;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>One lead of a town and whoever buys it, moved by single commands: no process asks for them in their order.</summary>
internal sealed class OneLead
{
    private readonly TownModules _modules = new(new Town());
    private readonly int _lead;

    /// <param name="capacity">Each is had by a lead of the town.</param>
    public OneLead(int capacity)
    {
        _lead = Town.Listings.FindIndex(listing => listing.Capacity == capacity);
        // By then the lead is open to every plan.
        Town.Clock.Now += TimeSpan.FromMinutes(10);
    }

    private Town Town => _modules.Town;

    public Listing Listing => Town.Listings[_lead];

    public int AllSlots => (1 << Listing.Capacity) - 1;

    public int Slots => Town.SlotsOf(_lead);

    public IReadOnlyList<Unlock> Unlocks => Town.Unlocks;

    public IReadOnlyList<DeliveredContact> Contacts => Town.Contacts;

    /// <summary>Purchases that others were told are paid, as often as they were told.</summary>
    public IEnumerable<UnlockId> Told => _modules.Waiting.Select(told => told switch
    {
        LeadUnlocked lead => lead.Unlock,
        LeadUpgraded upgrade => upgrade.Unlock,
        _ => (UnlockId?)null,
    }).OfType<UnlockId>();

    /// <summary>The latest unlock of a contractor, or the one before.</summary>
    public Unlock? UnlockOf(int contractor, bool earlier) =>
        Unlocks.Where(unlock => unlock.ContractorId == Town.Companies[contractor].Id).Reverse().ElementAtOrDefault(earlier ? 1 : 0);

    public Task Reserve(int contractor) => _modules.Send(new ReserveSlotCommand(Town.Companies[contractor].Id, Listing.Id, Samples.Order));

    /// <summary>Asks for the other slots of a lead.</summary>
    public Task Upgrade(Unlock lead) => _modules.Send(new ReserveRestCommand(lead.ContractorId, lead.Id, Samples.Order));

    public Task Price(Unlock unlock) => _modules.Send(new FreezePriceCommand(unlock.Id, PriceOf(unlock)));

    public Task Open(Unlock unlock) => _modules.Send(new MarkOpenCommand(unlock.Id, Samples.Checkout));

    public Task Process(Unlock unlock) => _modules.Send(new KeepProcessingCommand(unlock.Id));

    public Task Cancel(Unlock unlock, bool checkoutClosed = false) => _modules.Send(new BeginEndingCommand(unlock.Id, checkoutClosed));

    public Task Release(Unlock unlock) => _modules.Send(new ReleaseSlotCommand(unlock.Id));

    /// <param name="cents">Null for what it costs.</param>
    public Task Pay(Unlock unlock, long? cents = null) => _modules.Send(new SettlePaymentCommand(
        unlock.Id, Listing.LeadId, Samples.Cad(cents ?? PriceOf(unlock).Total.Cents), Town.Clock.Now, Samples.Homeowner));

    public Task BeginRefund(Unlock unlock, string cause) => _modules.Send(new BeginRefundCommand(unlock.Id, cause, ToCredit: false));

    public Task AnswerRefund(Unlock unlock, string cause, bool taken) =>
        _modules.Send(new AnswerRefundCommand(unlock.Id, cause, taken ? RefundOutcome.Taken : RefundOutcome.Refused));

    public Task MarkRefunded(Unlock unlock) => _modules.Send(new MarkRefundedCommand(unlock.Id));

    public Task Freeze(Unlock unlock, string dispute) => _modules.Send(new FreezeUnlockCommand(unlock.Id, dispute));

    public Task CloseDispute(Unlock unlock, string dispute, bool won) => _modules.Send(new CloseDisputeCommand(unlock.Id, dispute, won));

    public async Task Withdraw()
    {
        await _modules.Send(new WithdrawListingCommand(Listing.LeadId));
        await _modules.Send(new DestroyCopiesCommand(Listing.LeadId, Erased: false));
    }

    private static Charge PriceOf(Unlock unlock) => unlock.IsUpgrade ? Samples.Charge(list: 5000) : Samples.Charge();
}
