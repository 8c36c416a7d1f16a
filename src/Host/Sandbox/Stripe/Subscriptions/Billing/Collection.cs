using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Takes the money for open invoices.</summary>
internal static class Collection
{
    /// <summary>Charges the customer's default card without its owner.</summary>
    /// <param name="retryAt">When the clock tries again if this fails; <c>null</c> when it does not.</param>
    /// <returns><c>null</c> when the invoice is paid; otherwise the 402 that says why not.</returns>
    public static async Task<StripeAnswer?> Automatically(StripeLedger ledger, Account account, StripeObject invoice, long? retryAt)
    {
        invoice.Body["attempt_count"] = invoice.Number("attempt_count") + 1;
        invoice.Body["next_payment_attempt"] = retryAt;
        return await Charge(ledger, account, invoice, await Cards.Find(ledger, account), offSession: true, authenticated: false);
    }

    /// <summary>A payment that someone asked for: the schedule of the retries stays as it is.</summary>
    /// <param name="authenticated">Whether the card's owner has just confirmed it with their bank.</param>
    public static async Task<StripeAnswer?> OnDemand(
        StripeLedger ledger, Account account, StripeObject invoice, Card? card, bool offSession, bool authenticated = false)
    {
        if (invoice.Number("attempt_count") == 0) invoice.Body["attempt_count"] = 1L;
        return await Charge(ledger, account, invoice, card, offSession, authenticated);
    }

    private static async Task<StripeAnswer?> Charge(
        StripeLedger ledger, Account account, StripeObject invoice, Card? card, bool offSession, bool authenticated)
    {
        if (invoice.Number("amount_remaining") == 0)
        {
            await MarkPaid(ledger, account, invoice);
            return null;
        }

        invoice.Body["attempted"] = true;
        var intent = await IntentOf(ledger, invoice);
        var refusal = card is null ? NoCard(account.Customer.Id) : await Charging.Charge(ledger, intent, card.Id, card.Test, offSession, authenticated);
        if (intent.Text("status") is "succeeded")
        {
            await MarkPaid(ledger, account, invoice);
            return null;
        }

        await ledger.Save(invoice);
        if (intent.Text("status") is "requires_action") await ledger.Emit("invoice.payment_action_required", invoice);
        await ledger.Emit("invoice.payment_failed", invoice);
        return refusal ?? NeedsOwner(intent);
    }

    /// <summary>Settles an invoice that a checkout's charge has paid.</summary>
    public static async Task MarkPaidBy(StripeLedger ledger, Account account, StripeObject invoice, StripeObject intent)
    {
        invoice.Body["attempt_count"] = 1L;
        invoice.Body["attempted"] = true;
        Expect(ledger, invoice, intent);
        await MarkPaid(ledger, account, invoice);
    }

    public static async Task MarkPaid(StripeLedger ledger, Account account, StripeObject invoice)
    {
        invoice.Body["status"] = "paid";
        invoice.Body["amount_paid"] = invoice.Number("amount_due");
        invoice.Body["amount_remaining"] = 0L;
        invoice.Body["attempted"] = true;
        invoice.Body["auto_advance"] = false;
        invoice.Body["next_payment_attempt"] = null;
        invoice.Body["status_transitions"]!["paid_at"] = ledger.Now;
        foreach (var payment in invoice.Details["payments"]!["data"]!.AsArray())
        {
            payment!["amount_paid"] = invoice.Number("amount_due");
            payment["status"] = "paid";
            payment["status_transitions"]!["paid_at"] = ledger.Now;
        }

        await ledger.Save(invoice);
        await ledger.Emit("invoice.paid", invoice);
        await ledger.Emit("invoice.payment_succeeded", invoice);
        await PendingUpdates.Apply(ledger, account, invoice);
        await Dunning.Recover(ledger, account);
    }

    /// <summary>One intent for the invoice: made by the first attempt, tried again by the next.</summary>
    private static async Task<StripeObject> IntentOf(StripeLedger ledger, StripeObject invoice)
    {
        if (invoice.Details["intent"]?.GetValue<string>() is { } existing) return await ledger.GetLocked(Kinds.Intent, existing, "intent");
        var description = invoice.Text("billing_reason") is "subscription_create" ? "Subscription creation" : "Subscription update";
        var intent = await ledger.Add(Kinds.Intent, PaymentIntents.Body(StripeIds.New("pi_"), invoice.Number("amount_remaining"),
            invoice.Text("currency")!, invoice.Text("customer"), ledger.Now, metadata: [], description, futureUsage: null),
            new JsonObject { ["invoice"] = invoice.Id });
        await ledger.Emit("payment_intent.created", intent);
        Expect(ledger, invoice, intent);
        return intent;
    }

    private static void Expect(StripeLedger ledger, StripeObject invoice, StripeObject intent)
    {
        invoice.Details["intent"] = intent.Id;
        invoice.Details["payments"]!["data"]!.AsArray().Add(new JsonObject
        {
            ["id"] = StripeIds.New("inpay_"),
            ["object"] = "invoice_payment",
            ["amount_paid"] = null,
            ["amount_requested"] = invoice.Number("amount_remaining"),
            ["created"] = ledger.Now,
            ["currency"] = invoice.Text("currency"),
            ["invoice"] = invoice.Id,
            ["is_default"] = true,
            ["livemode"] = false,
            ["payment"] = new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = intent.Id },
            ["status"] = "open",
            ["status_transitions"] = new JsonObject { ["canceled_at"] = null, ["paid_at"] = null },
        });
    }

    private static StripeAnswer NoCard(string customer) => StripeAnswer.InvalidRequest("resource_missing",
        $"This customer ({customer}) has no attached payment source or default payment method. Please consider adding a default payment method.", param: null);

    private static StripeAnswer NeedsOwner(StripeObject intent)
    {
        var answer = StripeAnswer.InvalidRequest("invoice_payment_intent_requires_action",
            "Payment for this invoice requires additional user action before it can be completed successfully.", param: null, status: 402);
        answer.Body["error"]!["payment_intent"] = intent.Body.DeepClone();
        return answer;
    }
}
