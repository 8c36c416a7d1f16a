using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Invoice items: prorations that wait for the subscription's next invoice.</summary>
internal static class PendingItems
{
    public static async Task<Billable> Add(StripeLedger ledger, Account account, Billable billable)
    {
        var item = await ledger.Add(Kinds.InvoiceItem, new JsonObject
        {
            ["id"] = StripeIds.New("ii_"),
            ["object"] = "invoiceitem",
            ["amount"] = billable.Amount,
            ["created"] = ledger.Now,
            ["currency"] = billable.Plan.Currency,
            ["customer"] = account.Customer.Id,
            ["date"] = ledger.Now,
            ["description"] = billable.Description,
            ["discountable"] = false,
            ["discounts"] = new JsonArray(),
            ["invoice"] = null,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["parent"] = new JsonObject
            {
                ["type"] = "subscription_details",
                ["subscription_details"] = new JsonObject
                {
                    ["subscription"] = account.Subscription.Id, ["subscription_item"] = account.Item["id"]!.GetValue<string>(),
                },
            },
            ["period"] = new JsonObject { ["start"] = billable.From, ["end"] = billable.Until },
            ["pricing"] = Billable.Pricing(billable.Plan),
            ["proration"] = billable.IsProration,
            ["quantity"] = billable.Plan.Quantity,
            ["tax_rates"] = new JsonArray(),
        }, new JsonObject { ["price"] = billable.Plan.Price.DeepClone(), ["plan_name"] = billable.Plan.Name });
        await ledger.Emit("invoiceitem.created", item);
        return billable with { Item = item.Id };
    }

    /// <summary>What waits to be billed, oldest first.</summary>
    public static async Task<IReadOnlyList<Billable>> Of(StripeLedger ledger, Account account) => [.. (await ledger.Query("""
        select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
        where kind = 'invoiceitem' and body #>> '{parent,subscription_details,subscription}' = @Id and body ->> 'invoice' is null
        order by seq for update
        """, new { account.Subscription.Id })).Select(Read)];

    /// <summary>Ties an item to the invoice that bills it, or sets it free again when that invoice is voided.</summary>
    public static async Task Assign(StripeLedger ledger, string item, string? invoice)
    {
        var kept = await ledger.GetLocked(Kinds.InvoiceItem, item, "invoiceitem");
        kept.Body["invoice"] = invoice;
        await ledger.Save(kept);
    }

    /// <summary>What an invoice would set free again if it were voided.</summary>
    public static async Task<IReadOnlyList<Billable>> ReturnedBy(StripeLedger ledger, StripeObject invoice)
    {
        var items = new List<Billable>();
        foreach (var id in invoice.Details["returned"]!.AsArray()) items.Add(Read(await ledger.Get(Kinds.InvoiceItem, id!.GetValue<string>())));
        return items;
    }

    private static Billable Read(StripeObject item) => new(
        item.Number("amount"), item.Text("description")!,
        item.Body["period"]!["start"]!.GetValue<long>(), item.Body["period"]!["end"]!.GetValue<long>(),
        new Plan(item.Details["price"]!.AsObject(), item.Number("quantity"), item.Details["plan_name"]!.GetValue<string>()), IsProration: true, item.Id);
}
