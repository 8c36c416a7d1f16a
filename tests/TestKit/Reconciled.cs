namespace LeadMarket.TestKit;

/// <summary>What comparing a market's purchases, books and Stripe has found.</summary>
/// <param name="ExitCode">0: nothing differs; 2: something does; 1: it could not be compared.</param>
/// <param name="Report">As printed.</param>
public sealed record Reconciled(int ExitCode, string Report)
{
    public bool FoundNothing => ExitCode == 0;
}
