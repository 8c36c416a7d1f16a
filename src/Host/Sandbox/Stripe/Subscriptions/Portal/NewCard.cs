using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.Portal;

/// <summary>A card given on the portal becomes the one that is charged, and what is past due is tried on it at once.</summary>
internal static class NewCard
{
    public static async Task<CardOutcome> Use(StripeLedger ledger, string owner, string card)
    {
        var customer = await ledger.GetLocked(Kinds.Customer, owner, "customer");
        await PaymentMethods.SaveFor(ledger, card, owner, setUp: true);
        await BecomeDefault(ledger, customer, card);

        var outcome = CardOutcome.Saved;
        foreach (var subscription in await Live(ledger, owner))
        {
            var account = await Account.Hold(ledger, customer, subscription.Id);
            if (account.IsCanceled) continue;
            account.Subscription.Body["default_payment_method"] = card;
            if (account.IsPastDue) outcome = await PayWhatIsOwed(ledger, account);
            await account.Close(ledger);
        }

        return outcome;
    }

    private static async Task<CardOutcome> PayWhatIsOwed(StripeLedger ledger, Account account)
    {
        foreach (var invoice in await account.OpenInvoices(ledger))
        {
            // An upgrade that was declined is not a debt: its invoice waits for its owner, or expires.
            if (!PendingUpdates.IsFor(account, invoice))
                await Collection.OnDemand(ledger, account, invoice, await Cards.Find(ledger, account), offSession: true);
        }

        return account.IsPastDue ? CardOutcome.SavedButUnpaid : CardOutcome.SavedAndPaid;
    }

    private static async Task BecomeDefault(StripeLedger ledger, StripeObject customer, string card)
    {
        if (customer.Body["invoice_settings"] is not JsonObject settings) customer.Body["invoice_settings"] = settings = [];
        var before = settings.DeepClone();
        settings["default_payment_method"] = card;
        await ledger.Save(customer);
        await ledger.Emit("customer.updated", customer, new JsonObject { ["invoice_settings"] = before });
    }

    private static Task<IReadOnlyList<StripeObject>> Live(StripeLedger ledger, string customer) => ledger.Query("""
        select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
        where kind = 'subscription' and body ->> 'customer' = @customer and body ->> 'status' <> 'canceled' order by seq
        """, new { customer });
}
