using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Makes invoices final, and void.</summary>
internal static class Issuing
{
    /// <summary>Drafts and finalizes at once; Stripe waits about an hour between the two when a subscription renews.</summary>
    /// <param name="charged">What was already taken for it, at a checkout; otherwise what the customer's balance leaves to pay.</param>
    /// <param name="returned">Items that go back to waiting, should it be voided.</param>
    public static async Task<StripeObject> Issue(StripeLedger ledger, Account account, IReadOnlyList<Billable> billables, string reason,
        long? charged = null, IReadOnlyList<string>? returned = null)
    {
        var id = StripeIds.New("in_");
        var invoice = await ledger.Add(Kinds.Invoice, InvoiceBody.Draft(id, account, billables, reason, ledger.Now), new JsonObject
        {
            ["payments"] = new JsonObject
            {
                ["object"] = "list", ["data"] = new JsonArray(), ["has_more"] = false, ["url"] = $"/v1/invoice_payments?invoice={id}",
            },
            ["returned"] = new JsonArray([.. (returned ?? []).Select(item => (JsonNode)item)]),
        });
        foreach (var item in billables.Select(billable => billable.Item).OfType<string>()) await PendingItems.Assign(ledger, item, id);
        await ledger.Emit("invoice.created", invoice);

        Number(account.Customer, invoice);
        var owed = invoice.Number("total") + account.Customer.Number("balance");
        var due = charged ?? invoice.Number("amount_due");
        invoice.Body["status"] = "open";
        invoice.Body["amount_due"] = due;
        invoice.Body["amount_remaining"] = due;
        invoice.Body["ending_balance"] = owed - due;
        invoice.Body["effective_at"] = ledger.Now;
        invoice.Body["hosted_invoice_url"] = $"{account.BaseUrl}/i/{id}";
        invoice.Body["status_transitions"]!["finalized_at"] = ledger.Now;
        await ledger.Save(invoice);
        await ledger.Emit("invoice.finalized", invoice);
        await SetBalance(ledger, account.Customer, owed - due);
        account.Subscription.Body["latest_invoice"] = id;
        return invoice;
    }

    /// <summary>Takes an open invoice back: the balance it used returns, and so do the items that waited before it.</summary>
    public static async Task Void(StripeLedger ledger, Account account, StripeObject invoice)
    {
        invoice.Body["status"] = "void";
        invoice.Body["next_payment_attempt"] = null;
        invoice.Body["status_transitions"]!["voided_at"] = ledger.Now;
        await ledger.Save(invoice);
        foreach (var item in invoice.Details["returned"]!.AsArray()) await PendingItems.Assign(ledger, item!.GetValue<string>(), invoice: null);
        if (invoice.Details["intent"] is { } intentId && await ledger.Lock(Kinds.Intent, intentId.GetValue<string>()) is { } intent)
            await PaymentIntents.MarkCanceled(ledger, intent, "void_invoice");
        await ledger.Emit("invoice.voided", invoice);
        var used = invoice.Number("starting_balance") - invoice.Number("ending_balance");
        await SetBalance(ledger, account.Customer, account.Customer.Number("balance") + used);
    }

    private static async Task SetBalance(StripeLedger ledger, StripeObject customer, long balance)
    {
        var before = customer.Number("balance");
        customer.Body["balance"] = balance;
        // Saved in any case: the number of the next invoice stands there too.
        await ledger.Save(customer);
        if (before != balance) await ledger.Emit("customer.updated", customer, new JsonObject { ["balance"] = before });
    }

    private static void Number(StripeObject customer, StripeObject invoice)
    {
        var prefix = customer.Text("invoice_prefix") ?? customer.Id[^8..].ToUpperInvariant();
        var next = Math.Max(1, customer.Number("next_invoice_sequence"));
        customer.Body["invoice_prefix"] = prefix;
        customer.Body["next_invoice_sequence"] = next + 1;
        invoice.Body["number"] = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{next:D4}");
    }
}
