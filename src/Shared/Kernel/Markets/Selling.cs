namespace LeadMarket.Kernel.Markets;

/// <summary>How leads are sold.</summary>
/// <param name="Capacity">Most contractors who may buy one lead; a homeowner can ask for fewer.</param>
/// <param name="Hold">How long a slot waits for its payment.</param>
/// <param name="LeadExpiry">How long after its listing a lead can still be bought.</param>
public sealed record Selling(SellingMode Mode, int Capacity, TimeSpan Hold, TimeSpan LeadExpiry);

/// <summary>Who may buy a lead.</summary>
public enum SellingMode
{
    /// <summary>Several contractors, up to the capacity.</summary>
    Shared,
}
