using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>A subscription and who pays for it. Both rows are held, the customer's first: whatever bills one customer goes one after the other.</summary>
internal sealed class Account(StripeObject customer, StripeObject subscription)
{
    private JsonObject _told = subscription.Body.DeepClone().AsObject();

    public StripeObject Customer { get; } = customer;
    public StripeObject Subscription { get; } = subscription;
    public JsonObject Item => Subscription.Body["items"]!["data"]![0]!.AsObject();
    public Plan Plan => Plan.Of(Subscription);
    public long PeriodStart => Item["current_period_start"]!.GetValue<long>();
    public long PeriodEnd => Item["current_period_end"]!.GetValue<long>();
    public bool IsCanceled => Subscription.Text("status") is "canceled";
    public bool IsPastDue => Subscription.Text("status") is "past_due";
    public bool EndsWithPeriod => Subscription.Body["cancel_at_period_end"]!.GetValue<bool>();
    public JsonArray TaxRates => Subscription.Body["default_tax_rates"]!.AsArray();

    /// <summary>The subscription's card goes before the customer's.</summary>
    public IEnumerable<string> DefaultCards => new[]
    {
        Subscription.Text("default_payment_method"), Customer.Body["invoice_settings"]?["default_payment_method"]?.GetValue<string>(),
    }.OfType<string>();

    /// <summary>Where the pages of its invoices are reached; the worker has no request to read it from.</summary>
    public string BaseUrl => Subscription.Details["base_url"]!.GetValue<string>();

    /// <summary>Reads both rows, renews what fell due before this moment, and holds them until the transaction ends.</summary>
    public static async Task<Account> Hold(StripeLedger ledger, string subscription, string param = "id")
    {
        var found = await ledger.Get(Kinds.Subscription, subscription, param);
        var customer = await ledger.GetLocked(Kinds.Customer, found.Text("customer")!, "customer");
        return await Hold(ledger, customer, subscription);
    }

    public static async Task<Account> Hold(StripeLedger ledger, StripeObject customer, string subscription)
    {
        var account = new Account(customer, await ledger.GetLocked(Kinds.Subscription, subscription, "id"));
        await Renewals.CatchUp(ledger, account);
        return account;
    }

    public Task<IReadOnlyList<StripeObject>> OpenInvoices(StripeLedger ledger) => ledger.Query("""
        select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
        where kind = 'invoice' and body #>> '{parent,subscription_details,subscription}' = @Id and body ->> 'status' = 'open'
        order by seq for update
        """, new { Subscription.Id });

    public void SetPlan(Plan plan)
    {
        Item["price"] = plan.Price.DeepClone();
        Item["quantity"] = plan.Quantity;
        Subscription.Details["plan_name"] = plan.Name;
    }

    /// <summary>Stores what was done to it, says when the clock next concerns it, and tells the shop once.</summary>
    public async Task Close(StripeLedger ledger)
    {
        await CloseSilently(ledger);
        var previous = new JsonObject();
        foreach (var (name, value) in _told)
        {
            if (!JsonNode.DeepEquals(value, Subscription.Body[name])) previous[name] = value?.DeepClone();
        }

        if (previous.Count == 0) return;
        var ended = IsCanceled && previous.ContainsKey("status");
        _told = Subscription.Body.DeepClone().AsObject();
        await ledger.Emit(ended ? "customer.subscription.deleted" : "customer.subscription.updated", Subscription, ended ? null : previous);
    }

    /// <summary>Stores it without telling, for a subscription whose beginning was told by itself.</summary>
    public Task CloseSilently(StripeLedger ledger)
    {
        Subscription.Details["due"] = IsCanceled ? null : NextDue();
        return ledger.Save(Subscription);
    }

    private long NextDue() => new[] { PeriodEnd, Dunning.RetryAt(this) ?? long.MaxValue, PendingUpdates.ExpiresAt(this) ?? long.MaxValue }.Min();
}
