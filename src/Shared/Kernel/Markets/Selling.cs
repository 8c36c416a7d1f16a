namespace LeadMarket.Kernel.Markets;

/// <summary>How leads are sold.</summary>
/// <param name="Mode">Of every service that says nothing else.</param>
/// <param name="Capacity">Most contractors who may buy one shared lead; a homeowner can ask for fewer.</param>
/// <param name="Hold">How long a slot waits for its payment.</param>
/// <param name="LeadExpiry">How long after its listing a lead can still be bought.</param>
public sealed record Selling(SellingMode Mode, int Capacity, TimeSpan Hold, TimeSpan LeadExpiry)
{
    /// <summary>What an exclusive lead costs on any plan, before tax, unless its service says otherwise; null where none is sold and no
    /// shared one can be upgraded.</summary>
    public Money? ExclusivePrice { get; init; }
}

/// <summary>Who may buy a lead.</summary>
public enum SellingMode
{
    /// <summary>Several contractors, up to the capacity.</summary>
    Shared,

    /// <summary>One contractor: the first to take it. Never resold.</summary>
    Exclusive,
}
