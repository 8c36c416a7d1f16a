namespace LeadMarket.Purchasing.Domain;

/// <summary>Why the money of an unlock goes back.</summary>
/// <param name="Word">Keys Billing's refund; a second word for one payment would be a second refund.</param>
internal sealed record RefundCause(string Word)
{
    /// <summary>The slot had gone back and somebody else has it now.</summary>
    public static readonly RefundCause Late = new("late");

    /// <summary>Not the amount that was asked.</summary>
    public static readonly RefundCause Mismatch = new("mismatch");

    /// <summary>The homeowner wanted no more contractors before the money came.</summary>
    public static readonly RefundCause Withdrawn = new("withdrawn");

    /// <summary>The contractor gave the lead back, and that was approved.</summary>
    public static readonly RefundCause Return = new("return");

    /// <summary>An upgrade's: the lead that it makes exclusive is not its buyer's any more, or its contact.</summary>
    public static readonly RefundCause LeadGone = new("lead-gone");
}
