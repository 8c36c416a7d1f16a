namespace LeadMarket.Purchasing.Domain;

/// <summary>Where a purchase stands.</summary>
internal enum UnlockState
{
    /// <summary>Has a slot; the price is not known yet.</summary>
    Reserved,

    /// <summary>The price is frozen; the checkout is being opened.</summary>
    Opening,

    /// <summary>Can be paid at Stripe.</summary>
    Open,

    /// <summary>Being given back. The slot stays taken until Stripe confirms that it cannot be paid any more.</summary>
    Cancelling,

    /// <summary>Paid: the contact is shown.</summary>
    Paid,

    /// <summary>Ended unpaid; the slot went back.</summary>
    Expired,

    /// <summary>Money came that bought nothing, and is on its way back.</summary>
    Refunding,

    /// <summary>The money went back.</summary>
    Refunded,
}

internal static class UnlockStates
{
    /// <summary>States that hold a slot. The partial unique indexes of the first migration name the same five.</summary>
    public static readonly UnlockState[] Active =
        [UnlockState.Reserved, UnlockState.Opening, UnlockState.Open, UnlockState.Cancelling, UnlockState.Paid];

    public static bool IsActive(this UnlockState state) => Active.Contains(state);

    public static string InWords(this UnlockState state) => state.ToString().ToLowerInvariant();
}
