using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests;

/// <summary>The promise that every test of a market ends with: unlocks, books and Stripe tell the same.</summary>
internal static class BooksAgree
{
    public static async Task Check(MarketProcesses market)
    {
        // What a test broke or slowed down would only keep the comparison from being made.
        await market.Sandbox.MendStripe();
        await market.Sandbox.SetVendor("stripe", "normal");
        await market.Sandbox.SendWebhooks();
        var reconciled = await market.Reconcile();
        reconciled.FoundNothing.ShouldBeTrue(reconciled.Report);
    }
}
