using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>An invoice as Stripe writes it, from what it asks for.</summary>
internal static class InvoiceBody
{
    /// <summary>A draft: totals stand, what is due does only once it is finalized.</summary>
    public static JsonObject Draft(string id, Account account, IReadOnlyList<Billable> billables, string reason, long now)
    {
        var lines = new JsonArray([.. billables.Select(billable => (JsonNode)billable.Line(id, account))]);
        var taxes = Taxes.Total(lines);
        var subtotal = billables.Sum(billable => billable.Amount);
        var total = subtotal + Taxes.Sum(taxes);
        var balance = account.Customer.Number("balance");
        var due = AmountDue(total, balance);
        var isFirst = reason is "subscription_create";
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "invoice",
            ["amount_due"] = due,
            ["amount_overpaid"] = 0L,
            ["amount_paid"] = 0L,
            ["amount_remaining"] = due,
            ["attempt_count"] = 0L,
            ["attempted"] = false,
            ["auto_advance"] = true,
            ["billing_reason"] = reason,
            ["collection_method"] = "charge_automatically",
            ["created"] = now,
            ["currency"] = account.Plan.Currency,
            ["customer"] = account.Customer.Id,
            ["customer_email"] = account.Customer.Text("email"),
            ["customer_name"] = account.Customer.Text("name"),
            ["default_payment_method"] = null,
            ["default_tax_rates"] = new JsonArray(),
            ["description"] = null,
            ["discounts"] = new JsonArray(),
            ["due_date"] = null,
            ["effective_at"] = null,
            ["ending_balance"] = null,
            ["hosted_invoice_url"] = null,
            ["invoice_pdf"] = null,
            ["lines"] = new JsonObject
            {
                ["object"] = "list",
                ["data"] = lines,
                ["has_more"] = false,
                ["total_count"] = lines.Count,
                ["url"] = $"/v1/invoices/{id}/lines",
            },
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["next_payment_attempt"] = null,
            ["number"] = null,
            ["parent"] = new JsonObject
            {
                ["type"] = "subscription_details",
                ["quote_details"] = null,
                ["subscription_details"] = new JsonObject
                {
                    ["metadata"] = account.Subscription.Body["metadata"]!.DeepClone(),
                    ["subscription"] = account.Subscription.Id,
                },
            },
            // The period whose items it collects, which for a renewal is the one that ends.
            ["period_end"] = now,
            ["period_start"] = isFirst ? now : account.PeriodStart,
            ["starting_balance"] = balance,
            ["status"] = "draft",
            ["status_transitions"] = new JsonObject
            {
                ["finalized_at"] = null, ["marked_uncollectible_at"] = null, ["paid_at"] = null, ["voided_at"] = null,
            },
            ["subtotal"] = subtotal,
            ["subtotal_excluding_tax"] = subtotal,
            ["total"] = total,
            ["total_discount_amounts"] = new JsonArray(),
            ["total_excluding_tax"] = subtotal,
            ["total_taxes"] = taxes,
        };
    }

    /// <summary>What is left to charge once the customer's balance is counted in. Less than Stripe's minimum is not charged but
    /// carried over, and so is what is owed to the customer.</summary>
    public static long AmountDue(long total, long balance) => total + balance < Amounts.Least ? 0 : total + balance;
}
