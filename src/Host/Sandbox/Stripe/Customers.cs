using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/customers</c>: create, update, and list by e-mail.</summary>
internal static class Customers
{
    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var form = call.Form;
        var body = new JsonObject
        {
            ["id"] = StripeIds.New("cus_", 14),
            ["object"] = "customer",
            ["address"] = null,
            ["balance"] = 0L,
            ["created"] = call.Ledger.Now,
            ["currency"] = null,
            ["default_source"] = null,
            ["delinquent"] = false,
            ["description"] = null,
            ["email"] = null,
            ["invoice_settings"] = new JsonObject { ["custom_fields"] = null, ["default_payment_method"] = null, ["footer"] = null, ["rendering_options"] = null },
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["name"] = null,
            ["phone"] = null,
            ["preferred_locales"] = new JsonArray(),
            ["tax_exempt"] = "none",
        };
        await Fill(body, call, unsets: false);
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        var customer = await call.Ledger.Add(Kinds.Customer, body);
        await call.Ledger.Emit("customer.created", customer);
        return StripeAnswer.Ok(await expansion.Apply(customer, call));
    }

    public static async Task<StripeAnswer> Update(StripeCall call)
    {
        var expansion = Expansion.Read(call.Form);
        var customer = await call.Ledger.GetLocked(Kinds.Customer, call.Id, "customer");
        var before = customer.Body.DeepClone().AsObject();
        await Fill(customer.Body, call, unsets: true);
        call.Form.RefuseUnknown();
        await Store(call.Ledger, customer, before);
        return StripeAnswer.Ok(await expansion.Apply(customer, call));
    }

    public static Task<StripeAnswer> List(StripeCall call) => new StripeList(call, Kinds.Customer).Matching("email").Answer();

    /// <summary>A card that was detached is no longer the one to charge.</summary>
    /// <param name="customer">Held locked by the caller.</param>
    public static async Task Forget(StripeLedger ledger, StripeObject customer, string method)
    {
        if (customer.Body["invoice_settings"] is not JsonObject settings
            || !string.Equals(settings["default_payment_method"]?.GetValue<string>(), method, StringComparison.Ordinal)) return;
        var before = customer.Body.DeepClone().AsObject();
        settings["default_payment_method"] = null;
        await Store(ledger, customer, before);
    }

    private static async Task Store(StripeLedger ledger, StripeObject customer, JsonObject before)
    {
        await ledger.Save(customer);
        var changed = new JsonObject(before.Where(field => !JsonNode.DeepEquals(field.Value, customer.Body[field.Key]))
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        if (changed.Count > 0) await ledger.Emit("customer.updated", customer, changed);
    }

    /// <param name="unsets">Whether an empty value clears what is kept; a new customer has nothing to clear.</param>
    private static async Task Fill(JsonObject body, StripeCall call, bool unsets)
    {
        var form = call.Form;
        form.Ignore("shipping", "tax", "validate");
        foreach (var (name, most) in new[] { ("description", 5000), ("email", 512), ("name", 256), ("phone", 20) })
        {
            if ((unsets && form.Unsets(name) ? "" : form.Text(name, most)) is not { } text) continue;
            if (name is "email" && text.Length > 0 && !IsPlausible(text)) throw StripeRefusal.Invalid("email_invalid", $"Invalid email address: {text}", "email");
            body[name] = text.Length == 0 ? null : text;
        }

        if (form.OneOf("tax_exempt", "none", "exempt", "reverse") is { } exempt) body["tax_exempt"] = exempt;
        if (form.Has("preferred_locales")) body["preferred_locales"] = new JsonArray([.. form.Texts("preferred_locales").Select(locale => (JsonNode)locale)]);
        Address(body, form);
        form.MergeMetadata(body["metadata"]!.AsObject());
        await Invoicing(body, form.Group("invoice_settings"), call.Ledger);
    }

    private static void Address(JsonObject body, StripeForm form)
    {
        if (!form.Has("address")) return;
        var sent = form.Group("address");
        var address = body["address"] as JsonObject ?? [];
        foreach (var part in new[] { "city", "country", "line1", "line2", "postal_code", "state" })
            address[part] = sent.Has(part) ? sent.Text(part) : address[part]?.DeepClone();
        body["address"] = address.DeepClone();
    }

    private static async Task Invoicing(JsonObject body, StripeForm sent, StripeLedger ledger)
    {
        sent.Ignore("custom_fields", "footer", "rendering_options");
        if ((sent.Unsets("default_payment_method") ? "" : sent.Text("default_payment_method")) is not { } method) return;
        if (body["invoice_settings"] is not JsonObject settings) body["invoice_settings"] = settings = [];
        if (method.Length > 0 && !string.Equals((await ledger.Find(Kinds.PaymentMethod, method))?.Text("customer"), body["id"]!.GetValue<string>(), StringComparison.Ordinal))
        {
            throw StripeRefusal.Invalid("resource_missing",
                $"No such PaymentMethod: '{method}'; The payment method must be attached to the customer.", sent.PathOf("default_payment_method"));
        }

        settings["default_payment_method"] = method.Length == 0 ? null : method;
    }

    private static bool IsPlausible(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < email.Length - 1 && !email.Any(char.IsWhiteSpace);
    }
}
