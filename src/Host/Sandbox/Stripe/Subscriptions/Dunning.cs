using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>What follows a renewal that could not be charged: three more attempts, then the end. Stands in for Stripe's smart
/// retries, whose days Stripe chooses itself.</summary>
internal static class Dunning
{
    private const long Day = 24 * 3600;

    /// <summary>Days after the first attempt.</summary>
    private static readonly long[] RetryDays = [3, 5, 7];

    public static long? RetryAt(Account account) => account.Subscription.Details["retry"]?["at"]?.GetValue<long>();

    /// <summary>Charges an invoice for the first time; a subscription whose money does not come is past due.</summary>
    public static async Task<bool> FirstAttempt(StripeLedger ledger, Account account, StripeObject invoice)
    {
        var retryAt = ledger.Now + (RetryDays[0] * Day);
        if (await Collection.Automatically(ledger, account, invoice, retryAt) is null) return true;
        account.Subscription.Body["status"] = "past_due";
        account.Subscription.Details["retry"] = new JsonObject { ["invoice"] = invoice.Id, ["first"] = ledger.Now, ["at"] = retryAt };
        return false;
    }

    public static async Task Retry(StripeLedger ledger, Account account)
    {
        var retry = account.Subscription.Details["retry"]!;
        var invoice = await ledger.GetLocked(Kinds.Invoice, retry["invoice"]!.GetValue<string>(), "invoice");
        var attempts = (int)invoice.Number("attempt_count");
        long? next = attempts < RetryDays.Length ? retry["first"]!.GetValue<long>() + (RetryDays[attempts] * Day) : null;
        if (await Collection.Automatically(ledger, account, invoice, next) is null) return;
        if (next is not null) retry["at"] = next;
        else await Endings.Cancel(ledger, account, "payment_failed");
    }

    /// <summary>The subscription is in good standing again once nothing it owes is open. One that was cancelled stays so.</summary>
    public static async Task Recover(StripeLedger ledger, Account account)
    {
        if (!account.IsPastDue) return;
        var owed = (await account.OpenInvoices(ledger)).Where(invoice => !PendingUpdates.IsFor(account, invoice)).ToList();
        if (owed is [])
        {
            account.Subscription.Body["status"] = "active";
            account.Subscription.Details.Remove("retry");
        }
        else if (account.Subscription.Details["retry"] is { } retry)
        {
            retry["invoice"] = owed[0].Id;
        }
    }
}
