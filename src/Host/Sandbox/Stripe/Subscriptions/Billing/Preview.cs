using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary><c>POST /v1/invoices/create_preview</c>: the invoice that a change would make, from the same lines, kept nowhere.</summary>
internal static class Preview
{
    public static async Task<StripeAnswer> Handle(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        form.OneOf("preview_mode", "next");
        var customer = form.Text("customer");
        var account = await Account.Hold(ledger, form.Required("subscription"), "subscription");
        if (customer is not null && !string.Equals(customer, account.Customer.Id, StringComparison.Ordinal))
            throw StripeRefusal.NoSuch("subscription", account.Subscription.Id, "subscription");
        var asked = form.Group("subscription_details");
        var change = await PlanChange.Read(asked, ledger, account);
        var endsWithPeriod = asked.Boolean("cancel_at_period_end") ?? account.EndsWithPeriod;
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();
        if (account.IsCanceled) return None(account);

        var returned = change.Plan.IsSame(account.Plan) ? [] : await WithoutPendingUpdate(ledger, account);
        Billable[] waiting = [.. returned, .. await PendingItems.Of(ledger, account), .. change.Prorations(account)];
        var isNow = change.Behavior is PlanChange.Now && waiting.Any(billable => billable.Item is null);
        var (start, end) = (account.PeriodEnd, BillingCycle.End(account.Subscription.Number("billing_cycle_anchor"), account.PeriodEnd, change.Plan));
        Billable[] billables = isNow || endsWithPeriod ? waiting : [.. waiting, Billable.Period(change.Plan, start, end)];
        if (billables is []) return None(account);

        var body = InvoiceBody.Draft(StripeIds.New("upcoming_in_"), account, billables,
            isNow ? "subscription_update" : "subscription_cycle", isNow ? ledger.Now : start);
        body["next_payment_attempt"] = isNow ? ledger.Now : start;
        body["subscription_proration_date"] = change.At;
        return StripeAnswer.Ok(await expansion.Apply(new StripeObject("", Kinds.Invoice, body, new JsonObject
        {
            ["payments"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(), ["has_more"] = false, ["url"] = "/v1/invoice_payments" },
        }), call));
    }

    /// <summary>A change replaces one that waits to be paid: what that one took of balance and prorations is there again. Nothing of this is saved.</summary>
    private static async Task<IReadOnlyList<Billable>> WithoutPendingUpdate(StripeLedger ledger, Account account)
    {
        if (await PendingUpdates.InvoiceOf(ledger, account) is not { } invoice) return [];
        account.Customer.Body["balance"] = account.Customer.Number("balance") + invoice.Number("starting_balance") - invoice.Number("ending_balance");
        return await PendingItems.ReturnedBy(ledger, invoice);
    }

    private static StripeAnswer None(Account account) => StripeAnswer.InvalidRequest("invoice_upcoming_none",
        $"No upcoming invoices for customer: {account.Customer.Id}", param: null, status: 404);
}
