using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.Catalogue;

/// <summary><c>/v1/prices</c>: an amount never changes; a <c>lookup_key</c> names one price at a time and can move to the next.</summary>
internal static class Prices
{
    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        form.OneOf("billing_scheme", "per_unit");
        var currency = Amounts.Currency(form);
        var unit = form.Integer("unit_amount", least: 0) ?? throw StripeRefusal.Missing("unit_amount");
        if (unit > Amounts.Most) throw Amounts.TooLarge("unit_amount");
        var (productId, lookupKey) = (form.Required("product"), form.Text("lookup_key", 200));
        var transfers = form.Boolean("transfer_lookup_key") ?? false;
        var recurring = form.Has("recurring") ? Recurring(form.Group("recurring")) : null;
        var body = new JsonObject
        {
            ["id"] = StripeIds.New("price_"),
            ["object"] = "price",
            ["active"] = form.Boolean("active") ?? true,
            ["billing_scheme"] = "per_unit",
            ["created"] = ledger.Now,
            ["currency"] = currency,
            ["livemode"] = false,
            ["lookup_key"] = lookupKey,
            ["metadata"] = form.Metadata(),
            ["nickname"] = form.Text("nickname"),
            ["product"] = productId,
            ["recurring"] = recurring,
            ["tax_behavior"] = form.OneOf("tax_behavior", "exclusive", "unspecified") ?? "unspecified",
            ["type"] = recurring is null ? "one_time" : "recurring",
            ["unit_amount"] = unit,
            ["unit_amount_decimal"] = unit.ToString(CultureInfo.InvariantCulture),
        };
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        await ledger.Get(Kinds.Product, productId, "product");
        if (lookupKey is not null) await TakeKey(ledger, lookupKey, transfers, except: null);
        var price = await ledger.Add(Kinds.Price, body);
        await ledger.Emit("price.created", price);
        return StripeAnswer.Ok(await expansion.Apply(price, call));
    }

    public static async Task<StripeAnswer> Update(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var price = await ledger.GetLocked(Kinds.Price, call.Id, "id");
        price.Body["active"] = form.Boolean("active") ?? price.Body["active"]!.GetValue<bool>();
        price.Body["nickname"] = form.Unsets("nickname") ? null : form.Text("nickname") ?? price.Text("nickname");
        form.MergeMetadata(price.Body["metadata"]!.AsObject());
        var transfers = form.Boolean("transfer_lookup_key") ?? false;
        var key = form.Unsets("lookup_key") ? null : form.Text("lookup_key", 200) ?? price.Text("lookup_key");
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        if (key is not null) await TakeKey(ledger, key, transfers, except: price.Id);
        price.Body["lookup_key"] = key;
        await ledger.Save(price);
        await ledger.Emit("price.updated", price);
        return StripeAnswer.Ok(await expansion.Apply(price, call));
    }

    public static Task<StripeAnswer> List(StripeCall call)
    {
        var list = new StripeList(call, Kinds.Price).Matching("product").Matching("currency");
        var keys = call.Form.Texts("lookup_keys");
        if (keys.Count > 10) throw StripeRefusal.Invalid(code: null, "You may pass up to 10 lookup keys.", "lookup_keys");
        if (keys.Count > 0) list.Where("o.body ->> 'lookup_key' = any(@keys)", "keys", keys.ToArray());
        if (call.Form.Boolean("active") is { } active) list.Where("(o.body ->> 'active')::boolean = @active", "active", active);
        if (call.Form.OneOf("type", "one_time", "recurring") is { } type) list.Where("o.body ->> 'type' = @type", "type", type);
        if (call.Form.Group("recurring").OneOf("interval", "day", "week", "month", "year") is { } interval)
            list.Where("o.body #>> '{recurring,interval}' = @interval", "interval", interval);
        return list.Answer();
    }

    private static JsonObject Recurring(StripeForm form)
    {
        form.OneOf("usage_type", "licensed");
        return new JsonObject
        {
            // No days: such a price would renew while the last failed payment is still being retried.
            ["interval"] = form.OneOf("interval", "week", "month", "year") ?? throw StripeRefusal.Missing(form.PathOf("interval")),
            ["interval_count"] = form.Integer("interval_count", least: 1) ?? 1L,
            ["meter"] = null,
            ["trial_period_days"] = null,
            ["usage_type"] = "licensed",
        };
    }

    private static async Task TakeKey(StripeLedger ledger, string key, bool transfers, string? except)
    {
        await ledger.Hold($"lookup_key {key}");
        var holders = await ledger.Query("""
            select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
            where kind = 'price' and body ->> 'lookup_key' = @key and id is distinct from @except for update
            """, new { key, except });
        foreach (var holder in holders)
        {
            if (!transfers)
                throw StripeRefusal.Invalid(code: null, $"A price (`{holder.Id}`) already uses that lookup key.", "lookup_key");
            holder.Body["lookup_key"] = null;
            await ledger.Save(holder);
            await ledger.Emit("price.updated", holder, new JsonObject { ["lookup_key"] = key });
        }
    }
}
