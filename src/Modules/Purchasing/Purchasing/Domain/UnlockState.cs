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

    /// <summary>Submitted in a way of paying that takes days. The slot stays taken until Billing tells the end.</summary>
    Processing,

    /// <summary>Being given back. The slot stays taken until Stripe confirms that it cannot be paid any more.</summary>
    Cancelling,

    /// <summary>Paid: the contact is shown, in this state alone.</summary>
    Paid,

    /// <summary>Ended unpaid; the slot went back.</summary>
    Expired,

    /// <summary>Money came that bought nothing, and is on its way back.</summary>
    Refunding,

    /// <summary>The money went back, and the slot with it.</summary>
    Refunded,

    /// <summary>Was paid; all of the money is on its way back. The slot stays taken until it is there.</summary>
    RefundPending,

    /// <summary>Was paid; the card did not take the money back, which is owed. The slot stays taken.</summary>
    RefundFailed,

    /// <summary>Was paid; the card's holder disputes it, and the bank has the money until it decides.</summary>
    Disputed,

    /// <summary>Was paid; the bank gave the money back to the card's holder. The slot never reopens.</summary>
    ChargedBack,
}

internal static class UnlockStates
{
    /// <summary>States that hold slots. The partial unique indexes of the sixth migration name the same ten.</summary>
    public static readonly UnlockState[] Active =
    [
        UnlockState.Reserved, UnlockState.Opening, UnlockState.Open, UnlockState.Processing, UnlockState.Cancelling, UnlockState.Paid,
        UnlockState.Disputed, UnlockState.ChargedBack, UnlockState.RefundPending, UnlockState.RefundFailed,
    ];

    /// <summary>As the database spells them.</summary>
    public static readonly string[] ActiveInWords = [.. Active.Select(Spelling.Spelled)];

    public static bool IsActive(this UnlockState state) => Active.Contains(state);
}
