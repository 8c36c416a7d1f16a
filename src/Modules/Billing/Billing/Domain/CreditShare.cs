namespace LeadMarket.Billing.Domain;

/// <summary>How much of a price credits pay.</summary>
internal static class CreditShare
{
    /// <summary>All that is free, up to the price; less of it when the card would be left with an amount that Stripe does not charge.</summary>
    public static long Of(long totalCents, long freeCents)
    {
        var share = Math.Clamp(freeCents, 0, totalCents);
        var card = totalCents - share;
        return card is 0 or >= LeadPricing.LeastCharge ? share : Math.Max(0, totalCents - LeadPricing.LeastCharge);
    }
}
