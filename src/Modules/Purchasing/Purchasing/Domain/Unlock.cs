using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>A payment arrived and the contact may be shown.</summary>
internal sealed record UnlockPaid(UnlockId Unlock, ListingId Listing, ContractorId Contractor, Charge Charge, DateTimeOffset At) : IDomainEvent;

/// <summary>One contractor's try at buying one listing's contact, from the slot to the money.</summary>
internal sealed partial class Unlock : Aggregate
{
    /// <summary>Stripe answers within a second. Who gives a slot back sooner than this has not waited for it.</summary>
    private static readonly TimeSpan GivenUpAtOnce = TimeSpan.FromSeconds(3);

    /// <summary>How long a step may take before the sweeper takes the unlock over.</summary>
    private static readonly TimeSpan StalledAfter = TimeSpan.FromSeconds(10);

    private Unlock()
    {
    }

    public UnlockId Id { get; private set; }

    public ListingId ListingId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    /// <summary>1 to 3; stays as the record of which one it was after it went back. An upgrade has none of its own, but the rest.</summary>
    public int? Slot { get; private set; }

    public UnlockState State { get; private set; }

    /// <summary>The code as typed, until the price is frozen and for good.</summary>
    public string? Coupon { get; private set; }

    /// <summary>Credits are spent before a card is asked.</summary>
    public bool UseCredits { get; private set; }

    /// <summary>The card that is kept pays, in one click.</summary>
    public bool PaySavedCard { get; private set; }

    /// <summary>The most that it may be charged in one click; null: whatever it comes to.</summary>
    public long? AgreedCents { get; private set; }

    /// <summary>The card that was meant, by Billing's id; null: whichever pays.</summary>
    public Guid? AgreedCard { get; private set; }

    /// <summary>The whole price that the page showed; null: whatever it comes to.</summary>
    public long? AgreedTotalCents { get; private set; }

    /// <summary>The buyer agreed that Stripe keeps the card of its page.</summary>
    public bool KeepCard { get; private set; }

    /// <summary>Why the saved card did not pay; then the checkout takes another.</summary>
    public string? CardRefusal { get; private set; }

    /// <summary>It was up to its buyer to pay: they could, on a page, or gave the slot back before there was one. A hold that came to nothing because
    /// Stripe was silent, or by a refusal of ours, was no try of theirs.</summary>
    public bool Tried { get; private set; }

    /// <summary>What its buyer wanted leads for when they took the slot: a return is judged by it. Empty: not known.</summary>
    public string[] ServicesThen { get; private set; } = [];

    /// <summary>The frozen price, as JSON; never recomputed.</summary>
    public Charge? Charge { get; private set; }

    public Uri ReturnPaid { get; private set; } = null!;

    public Uri ReturnLeft { get; private set; } = null!;

    public Uri? CheckoutUrl { get; private set; }

    public DateTimeOffset ReservedAt { get; private set; }

    /// <summary>When the slot goes back, unless paid.</summary>
    public DateTimeOffset HeldUntil { get; private set; }

    /// <summary>When the sweeper looks at it next; null when there is nothing left to do.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When the money bought the contact, or made it exclusive; stays when it goes back. Absent when it bought nothing.</summary>
    public DateTimeOffset? PaidAt { get; private set; }

    public ReturnAddresses ReturnTo => new(ReturnPaid, ReturnLeft);

    /// <param name="slot">Taken already.</param>
    public static Unlock Reserve(ListingId listing, Contractor contractor, int slot, UnlockOrder order, DateTimeOffset at, TimeSpan hold)
    {
        var unlock = Begin(listing, contractor.Id, order, at, hold);
        (unlock.Slot, unlock.ServicesThen) = (slot, contractor.Services);
        return unlock;
    }

    private static Unlock Begin(ListingId listing, ContractorId contractor, UnlockOrder order, DateTimeOffset at, TimeSpan hold) => new()
    {
        Id = UnlockId.New(at),
        ListingId = listing,
        ContractorId = contractor,
        State = UnlockState.Reserved,
        Coupon = order.Coupon,
        UseCredits = order.UseCredits,
        PaySavedCard = order.Pay.SavedCard,
        AgreedCents = order.Pay.AgreedCents,
        AgreedCard = order.Pay.AgreedCard,
        AgreedTotalCents = order.Pay.AgreedTotalCents,
        KeepCard = order.Pay.KeepCard,
        ReturnPaid = order.ReturnTo.Paid,
        ReturnLeft = order.ReturnTo.Left,
        ReservedAt = at,
        HeldUntil = at + hold,
        DueAt = at + StalledAfter,
    };

    /// <summary>Fixes what it costs. The first price stands, whoever asks again.</summary>
    public Result FreezePrice(Charge charge, DateTimeOffset at)
    {
        if (State is UnlockState.Opening or UnlockState.Open) return Result.Success;
        if (State is not UnlockState.Reserved) return UnlockErrors.AlreadyEnded;
        (State, Charge, DueAt) = (UnlockState.Opening, charge, at + StalledAfter);
        return Result.Success;
    }

    /// <summary>The checkout can be paid. From now on only the end of the hold matters.</summary>
    /// <param name="cardRefusal">Why the saved card did not pay.</param>
    public Result Open(Uri checkout, string? cardRefusal = null)
    {
        if (State is UnlockState.Open) return Result.Success;
        if (State is not UnlockState.Opening) return UnlockErrors.AlreadyEnded;
        (State, CheckoutUrl, CardRefusal, DueAt, Tried) = (UnlockState.Open, checkout, cardRefusal, HeldUntil, true);
        return Result.Success;
    }

    /// <summary>The money is days on its way. Neither our clock nor the buyer can end it any more; Billing tells how it ended.</summary>
    public void MarkProcessing()
    {
        if (State is not (UnlockState.Opening or UnlockState.Open or UnlockState.Cancelling)) return;
        (State, CheckoutUrl, DueAt) = (UnlockState.Processing, null, null);
    }

    /// <summary>Starts giving the slot back. It stays taken: the money may be on its way.</summary>
    /// <param name="checkoutClosed">Billing says that no money comes any more: that ends even what was processing.</param>
    /// <param name="byBuyer">They gave it back themselves.</param>
    public void Cancel(DateTimeOffset at, bool checkoutClosed = false, bool byBuyer = false)
    {
        if (State is not (UnlockState.Reserved or UnlockState.Opening or UnlockState.Open) && !(checkoutClosed && State is UnlockState.Processing)) return;
        (State, CheckoutUrl, DueAt) = (UnlockState.Cancelling, null, at + StalledAfter);
        // Else a lead could be held again and again by giving it back before its page opens.
        if (byBuyer && at - ReservedAt < GivenUpAtOnce) Tried = true;
    }

    /// <summary>Ends it unpaid. Only after Stripe confirmed that it cannot be paid, which is final: older news, that the money was on its way, may
    /// have been heard meanwhile.</summary>
    /// <returns>True when this call ended it, and its slot has to go back.</returns>
    public bool Expire(DateTimeOffset at)
    {
        if (State is not (UnlockState.Cancelling or UnlockState.Processing)) return false;
        (State, DueAt, EndedAt) = (UnlockState.Expired, null, at);
        return true;
    }

    /// <summary>Takes the payment. The same payment again changes nothing.</summary>
    /// <param name="slot">A slot taken anew, for money that came after the unlock had expired.</param>
    public void MarkPaid(DateTimeOffset at, int? slot = null)
    {
        if (State is not (UnlockState.Opening or UnlockState.Open or UnlockState.Processing or UnlockState.Cancelling or UnlockState.Expired)) return;
        (State, Slot, PaidAt, CheckoutUrl, DueAt, EndedAt) = (UnlockState.Paid, slot ?? Slot, at, null, null, null);
        Raise(Upgrades is { } lead
            ? new UpgradePaid(Id, lead, ListingId, ContractorId, Charge!, at)
            : new UnlockPaid(Id, ListingId, ContractorId, Charge!, at));
    }

    /// <summary>The money buys nothing, and the contact stays hidden. The first cause stands, whoever tells of the payment again.</summary>
    public void SendMoneyBack(RefundCause cause, DateTimeOffset at)
    {
        if (PaidAt is not null || State is UnlockState.Refunding or UnlockState.Refunded) return;
        (State, RefundCause, CheckoutUrl, DueAt, EndedAt) = (UnlockState.Refunding, cause, null, null, at);
    }

    /// <summary>The sweeper could not finish; it looks again then.</summary>
    public void Postpone(DateTimeOffset until)
    {
        if (DueAt is not null) DueAt = until;
    }
}
