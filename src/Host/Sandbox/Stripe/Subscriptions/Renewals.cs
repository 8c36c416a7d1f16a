using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>What the clock does to subscriptions: each step as of the moment it fell due, the earliest first.</summary>
internal static class Renewals
{
    /// <summary>Brings a subscription up to this moment. A clock that jumped three months makes three invoices.</summary>
    public static async Task CatchUp(StripeLedger ledger, Account account)
    {
        while (Due(account) is { } due && due <= ledger.Now) await Step(ledger.At(due), account);
    }

    public static long? Due(Account account) => account.Subscription.Details["due"]?.GetValue<long>();

    public static async Task Step(StripeLedger ledger, Account account)
    {
        if (PendingUpdates.ExpiresAt(account) <= ledger.Now) await PendingUpdates.Expire(ledger, account);
        else if (Dunning.RetryAt(account) <= ledger.Now) await Dunning.Retry(ledger, account);
        else if (account.EndsWithPeriod) await End(ledger, account);
        else await Renew(ledger, account);
        await account.Close(ledger);
    }

    private static async Task Renew(StripeLedger ledger, Account account)
    {
        var (start, plan) = (account.PeriodEnd, account.Plan);
        var end = BillingCycle.End(account.Subscription.Number("billing_cycle_anchor"), start, plan);
        Billable[] billables = [.. await PendingItems.Of(ledger, account), Billable.Period(plan, start, end)];
        var invoice = await Issuing.Issue(ledger, account, billables, "subscription_cycle");
        account.Item["current_period_start"] = start;
        account.Item["current_period_end"] = end;
        await Dunning.FirstAttempt(ledger, account, invoice);
    }

    // What still waits is collected with the last period, as Stripe does when the end was asked for in advance.
    private static async Task End(StripeLedger ledger, Account account)
    {
        var waiting = await PendingItems.Of(ledger, account);
        if (waiting.Count > 0)
            await Collection.Automatically(ledger, account, await Issuing.Issue(ledger, account, waiting, "subscription_cycle"), retryAt: null);
        await Endings.Cancel(ledger, account, "cancellation_requested");
    }
}

/// <summary>Renews, retries and ends subscriptions by the Sandbox's clock.</summary>
internal sealed class RenewalWorker(LedgerBook book, ILogger<RenewalWorker> log)
    : SandboxWorker(TimeProvider.System, TimeSpan.FromMilliseconds(200), log)
{
    protected override async Task<bool> Work(CancellationToken stopping)
    {
        // One at a time: the customer's row is to be held before the subscription's, so neither can be taken by this query.
        var due = await book.Write(ledger => ledger.Query("""
            select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
            where kind = 'subscription' and (details ->> 'due')::bigint <= @Now
            order by (details ->> 'due')::bigint limit 1
            """, new { ledger.Now }));
        if (due is not [var next]) return false;
        await book.Write(ledger => Account.Hold(ledger, next.Id));
        return true;
    }
}
