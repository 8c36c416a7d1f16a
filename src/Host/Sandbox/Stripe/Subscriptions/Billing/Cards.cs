using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <param name="Id">The payment method.</param>
internal sealed record Card(string Id, TestCard Test);

/// <summary>The card that a subscription's invoices are charged to.</summary>
internal static class Cards
{
    /// <returns>The default card, or <c>null</c> when none was given or each was detached since.</returns>
    public static async Task<Card?> Find(StripeLedger ledger, Account account)
    {
        foreach (var id in account.DefaultCards)
        {
            if (await ledger.Find(Kinds.PaymentMethod, id) is { } kept && kept.Text("type") is "card"
                && string.Equals(kept.Text("customer"), account.Customer.Id, StringComparison.Ordinal))
            {
                return new(kept.Id, PaymentMethods.CardOf(kept));
            }
        }

        return null;
    }

    /// <summary>A card named for one payment: the customer's own, or a test token.</summary>
    public static async Task<Card> Given(StripeLedger ledger, string reference, Account account)
    {
        var (id, card) = await PaymentMethods.Resolve(ledger, reference, account.Customer.Id);
        return new(id, card);
    }
}
