using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>What paying a session in subscription mode begins: the subscription, and its first invoice already paid.</summary>
internal static class Signup
{
    public static bool IsFor(StripeObject session) => session.Text("mode") is "subscription";

    /// <summary>What the card is charged: the session's total less what the customer has to their credit.</summary>
    public static async Task<long> AmountDue(StripeLedger ledger, StripeObject session)
    {
        var customer = await ledger.GetLocked(Kinds.Customer, session.Text("customer")!, "customer");
        return InvoiceBody.AmountDue(session.Number("amount_total"), customer.Number("balance"));
    }

    /// <summary>The customer's credit pays it all: the card is kept for the renewals.</summary>
    /// <returns>Whether the bank lets the card be kept.</returns>
    public static async Task<bool> KeepOnly(StripeLedger ledger, StripeObject session, string method, TestCard card)
    {
        if (card is { Declined: not null, CanBeKept: false }) return false;
        await PaymentMethods.SaveFor(ledger, method, session.Text("customer"), setUp: true);
        return true;
    }

    /// <param name="card">The payment method kept for the renewals, where it is not the one that paid.</param>
    public static async Task Complete(StripeLedger ledger, StripeObject session, string? card)
    {
        var intent = await IntentOf(ledger, session);
        card ??= intent?.Text("payment_method");
        var order = session.Details["order"]!.AsObject();
        var plan = new Plan(order["price"]!.AsObject(), order["quantity"]!.GetValue<long>(), order["plan_name"]!.GetValue<string>());
        var customer = await ledger.GetLocked(Kinds.Customer, session.Text("customer")!, "customer");
        var subscription = await ledger.Add(Kinds.Subscription, SubscriptionBody.New(plan, order, customer.Id, card, ledger.Now),
            new JsonObject { ["base_url"] = order["base_url"]!.GetValue<string>(), ["plan_name"] = plan.Name });
        var account = new Account(customer, subscription);

        var first = Billable.Period(plan, account.PeriodStart, account.PeriodEnd);
        var invoice = await Issuing.Issue(ledger, account, [first], "subscription_create", charged: intent?.Number("amount") ?? 0);
        if (intent is null) await Collection.MarkPaid(ledger, account, invoice);
        else await Collection.MarkPaidBy(ledger, account, invoice, intent);
        await ledger.Emit("customer.subscription.created", subscription);
        await account.CloseSilently(ledger);

        // As at Stripe, the payment is the invoice's and the session names only what it began.
        session.Body["payment_intent"] = null;
        session.Body["subscription"] = subscription.Id;
        session.Body["invoice"] = invoice.Id;
    }

    private static async Task<StripeObject?> IntentOf(StripeLedger ledger, StripeObject session)
    {
        if (session.Text("payment_intent") is not { } id) return null;
        var intent = await ledger.GetLocked(Kinds.Intent, id, "intent");
        if (intent.Text("status") is "succeeded") return intent;
        // Declined first, and since then the customer's credit has come to cover it.
        await PaymentIntents.MarkCanceled(ledger, intent, "automatic");
        return null;
    }
}
