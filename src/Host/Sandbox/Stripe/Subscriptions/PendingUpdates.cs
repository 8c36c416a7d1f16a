using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>A change of plan that waits for its invoice to be paid, for 23 hours.</summary>
internal static class PendingUpdates
{
    private const long Lifetime = 23 * 3600;

    public static long? ExpiresAt(Account account) => account.Subscription.Body["pending_update"]?["expires_at"]?.GetValue<long>();

    public static bool IsFor(Account account, StripeObject invoice) =>
        string.Equals(account.Subscription.Details["pending"]?["invoice"]?.GetValue<string>(), invoice.Id, StringComparison.Ordinal);

    /// <summary>The invoice that waits for the money, if a change does.</summary>
    public static async Task<StripeObject?> InvoiceOf(StripeLedger ledger, Account account) =>
        account.Subscription.Details["pending"]?["invoice"]?.GetValue<string>() is { } id ? await ledger.GetLocked(Kinds.Invoice, id, "invoice") : null;

    public static void Begin(StripeLedger ledger, Account account, Plan plan, StripeObject invoice)
    {
        var item = account.Item.DeepClone().AsObject();
        item["price"] = plan.Price.DeepClone();
        item["quantity"] = plan.Quantity;
        account.Subscription.Body["pending_update"] = new JsonObject
        {
            ["billing_cycle_anchor"] = null,
            ["expires_at"] = ledger.Now + Lifetime,
            ["subscription_items"] = new JsonArray(item),
            ["trial_end"] = null,
            ["trial_from_plan"] = null,
        };
        account.Subscription.Details["pending"] = new JsonObject { ["invoice"] = invoice.Id, ["plan_name"] = plan.Name };
    }

    public static async Task Apply(StripeLedger ledger, Account account, StripeObject invoice)
    {
        if (!IsFor(account, invoice)) return;
        var item = account.Subscription.Body["pending_update"]!["subscription_items"]![0]!;
        var name = account.Subscription.Details["pending"]!["plan_name"]!.GetValue<string>();
        account.SetPlan(new(item["price"]!.AsObject(), item["quantity"]!.GetValue<long>(), name));
        Forget(account);
        await account.Close(ledger);
        await ledger.Emit("customer.subscription.pending_update_applied", account.Subscription);
    }

    public static async Task Expire(StripeLedger ledger, Account account)
    {
        await Drop(ledger, account);
        await account.Close(ledger);
        await ledger.Emit("customer.subscription.pending_update_expired", account.Subscription);
    }

    /// <summary>Gives the change up, with the invoice that was to pay for it.</summary>
    public static async Task Drop(StripeLedger ledger, Account account)
    {
        if (await InvoiceOf(ledger, account) is not { } invoice) return;
        Forget(account);
        if (invoice.Text("status") is "open") await Issuing.Void(ledger, account, invoice);
    }

    private static void Forget(Account account)
    {
        account.Subscription.Body["pending_update"] = null;
        account.Subscription.Details.Remove("pending");
    }
}
