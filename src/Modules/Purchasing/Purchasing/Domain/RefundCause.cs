namespace LeadMarket.Purchasing.Domain;

/// <summary>Why a payment bought nothing.</summary>
internal enum RefundCause
{
    /// <summary>The slot had gone back and somebody else has it now.</summary>
    Late,

    /// <summary>Not the amount that was asked.</summary>
    Mismatch,

    /// <summary>The homeowner wanted no more contractors before the money came.</summary>
    Withdrawn,
}

internal static class RefundCauses
{
    /// <summary>The word that keys Billing's refund; a second word for one payment would be a second refund.</summary>
    public static string InWords(this RefundCause cause) => cause.ToString().ToLowerInvariant();
}
