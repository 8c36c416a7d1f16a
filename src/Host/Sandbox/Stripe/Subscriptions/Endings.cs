using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>How subscriptions end: now, or with their period.</summary>
internal static class Endings
{
    /// <param name="reason"><c>cancellation_requested</c>, <c>payment_failed</c> or <c>payment_disputed</c>.</param>
    public static async Task Cancel(StripeLedger ledger, Account account, string reason)
    {
        await PendingUpdates.Drop(ledger, account);
        // What is owed stays open and can still be paid by hand; the clock asks for it no more.
        foreach (var invoice in await account.OpenInvoices(ledger))
        {
            invoice.Body["auto_advance"] = false;
            invoice.Body["next_payment_attempt"] = null;
            await ledger.Save(invoice);
        }

        var body = account.Subscription.Body;
        body["status"] = "canceled";
        body["ended_at"] = ledger.Now;
        body["canceled_at"] ??= ledger.Now;
        body["cancellation_details"]!["reason"] ??= reason;
        account.Subscription.Details.Remove("retry");
    }

    public static void CancelWithPeriod(StripeLedger ledger, Account account)
    {
        var body = account.Subscription.Body;
        body["cancel_at_period_end"] = true;
        body["cancel_at"] = account.PeriodEnd;
        body["canceled_at"] = ledger.Now;
        body["cancellation_details"]!["reason"] = "cancellation_requested";
    }

    public static void Resume(Account account)
    {
        var body = account.Subscription.Body;
        body["cancel_at_period_end"] = false;
        body["cancel_at"] = null;
        body["canceled_at"] = null;
        body["cancellation_details"]!["reason"] = null;
        body["cancellation_details"]!["feedback"] = null;
        body["cancellation_details"]!["comment"] = null;
    }
}
