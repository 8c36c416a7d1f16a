using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Another price or quantity for a subscription, as asked for by an update or by a preview of one.</summary>
/// <param name="Behavior"><c>always_invoice</c>, <c>create_prorations</c> or <c>none</c>.</param>
/// <param name="At">The second from which the new plan is counted.</param>
internal sealed record PlanChange(Plan Plan, string Behavior, long At)
{
    public const string Now = "always_invoice";
    public const string Later = "create_prorations";

    /// <summary>Reads <c>items</c>, <c>proration_behavior</c> and <c>proration_date</c>; no items is no change of plan.</summary>
    public static async Task<PlanChange> Read(StripeForm form, StripeLedger ledger, Account account)
    {
        var behavior = form.OneOf("proration_behavior", Now, Later, "none") ?? Later;
        var at = form.Integer("proration_date", least: 0) ?? Math.Max(ledger.Now, account.PeriodStart);
        var items = form.List("items");
        if (items.Count > 1) throw StripeRefusal.Invalid(code: null, "This Sandbox keeps one item on a subscription.", form.PathOf("items"));
        if (form.Has("proration_date") && (at < account.PeriodStart || at > account.PeriodEnd))
        {
            throw StripeRefusal.Invalid(code: null,
                "Cannot specify `proration_date` outside of the subscription's current period.", form.PathOf("proration_date"));
        }

        return new(items is [var item] ? await Asked(item, ledger, account) : account.Plan, behavior, at);
    }

    public IReadOnlyList<Billable> Prorations(Account account) => Behavior is "none" ? [] : Proration.Of(account, Plan, At);

    /// <returns><c>null</c>, or the 402 that undoes the change because <c>error_if_incomplete</c> asked for that.</returns>
    public async Task<StripeAnswer?> Apply(StripeLedger ledger, Account account, string paymentBehavior)
    {
        if (Plan.IsSame(account.Plan)) return null;
        await PendingUpdates.Drop(ledger, account);
        var waiting = await PendingItems.Of(ledger, account);
        var own = new List<Billable>();
        foreach (var proration in Prorations(account)) own.Add(await PendingItems.Add(ledger, account, proration));
        if (Behavior is not Now || own is [])
        {
            account.SetPlan(Plan);
            return null;
        }

        var invoice = await Issuing.Issue(ledger, account, [.. waiting, .. own], "subscription_update",
            returned: [.. waiting.Select(item => item.Item!)]);
        switch (paymentBehavior)
        {
            case "pending_if_incomplete":
                // Paid or not decides which plan holds; the invoice is not retried by the clock, it expires with the change.
                if (await Collection.Automatically(ledger, account, invoice, retryAt: null) is null) account.SetPlan(Plan);
                else PendingUpdates.Begin(ledger, account, Plan, invoice);
                return null;
            case "error_if_incomplete":
                account.SetPlan(Plan);
                return await Collection.Automatically(ledger, account, invoice, retryAt: null);
            default:
                account.SetPlan(Plan);
                await Dunning.FirstAttempt(ledger, account, invoice);
                return null;
        }
    }

    private static async Task<Plan> Asked(StripeForm item, StripeLedger ledger, Account account)
    {
        var current = account.Item["id"]!.GetValue<string>();
        var id = item.Text("id") ?? throw StripeRefusal.Invalid(code: null,
            "This Sandbox keeps one item on a subscription: name it by `id` to change its price.", item.PathOf("id"));
        if (!string.Equals(id, current, StringComparison.Ordinal)) throw StripeRefusal.NoSuch("subscription item", id, item.PathOf("id"));
        var quantity = item.Integer("quantity", least: 1) ?? account.Plan.Quantity;
        if (item.Text("price") is not { } price || string.Equals(price, account.Plan.Id, StringComparison.Ordinal))
            return account.Plan with { Quantity = quantity };

        var plan = await Plan.Of(ledger, price, quantity, item.PathOf("price"));
        if (!string.Equals(plan.Currency, account.Plan.Currency, StringComparison.Ordinal))
            throw StripeRefusal.Invalid(code: null, "The price's currency must match the subscription's.", item.PathOf("price"));
        // Another interval would begin a new billing period at once, which nobody here sells.
        return plan.Interval == account.Plan.Interval && plan.IntervalCount == account.Plan.IntervalCount ? plan
            : throw StripeRefusal.Invalid(code: null, "This Sandbox changes prices within one billing interval.", item.PathOf("price"));
    }
}
