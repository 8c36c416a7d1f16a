namespace LeadMarket.Leads.Domain;

/// <summary>What became of one text with a code.</summary>
internal enum SendOutcome
{
    Sent,

    /// <summary>The vendor is down, or did not say what it did. The text may arrive all the same, so it is never sent again by itself.</summary>
    NotTaken,

    /// <summary>No text can reach this number.</summary>
    Unreachable,

    /// <summary>The vendor counts five texts to this number, also those of another request.</summary>
    TooManySends,

    /// <summary>The vendor counts five tries.</summary>
    TooManyChecks,
}

/// <param name="VendorId">The vendor's name for the verification, to find it in their console; only when sent.</param>
internal sealed record SendAnswer(SendOutcome Outcome, string? VendorId = null);

/// <summary>What the vendor says of a code that was typed.</summary>
internal enum CheckAnswer
{
    Right,
    Wrong,

    /// <summary>The vendor knows no code to compare with: expired, used up, or never sent.</summary>
    Gone,

    TooManyChecks,

    /// <summary>The vendor is down.</summary>
    NotTaken,
}
