using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.Catalogue;

/// <summary><c>/v1/tax_rates</c>: percentages added to prices; a rate's percentage never changes.</summary>
internal static class TaxRates
{
    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var inclusive = form.Boolean("inclusive") ?? throw StripeRefusal.Missing("inclusive");
        if (inclusive) throw StripeRefusal.Invalid(code: null, "This Sandbox adds taxes to prices; inclusive rates are not modelled.", "inclusive");
        var percentage = Percentage(form);
        var body = new JsonObject
        {
            ["id"] = StripeIds.New("txr_"),
            ["object"] = "tax_rate",
            ["active"] = form.Boolean("active") ?? true,
            ["country"] = form.Text("country", 2),
            ["created"] = ledger.Now,
            ["description"] = form.Text("description"),
            ["display_name"] = form.Required("display_name", 50),
            ["effective_percentage"] = percentage,
            ["inclusive"] = inclusive,
            ["jurisdiction"] = form.Text("jurisdiction", 50),
            ["livemode"] = false,
            ["metadata"] = form.Metadata(),
            ["percentage"] = percentage,
            ["rate_type"] = "percentage",
            ["state"] = form.Text("state", 3),
            ["tax_type"] = form.OneOf("tax_type", "gst", "qst", "hst", "pst", "vat", "sales_tax"),
        };
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        var rate = await ledger.Add(Kinds.TaxRate, body);
        await ledger.Emit("tax_rate.created", rate);
        return StripeAnswer.Ok(await expansion.Apply(rate, call));
    }

    public static async Task<StripeAnswer> Update(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var rate = await ledger.GetLocked(Kinds.TaxRate, call.Id, "id");
        rate.Body["active"] = form.Boolean("active") ?? rate.Body["active"]!.GetValue<bool>();
        rate.Body["display_name"] = form.Text("display_name", 50) ?? rate.Text("display_name");
        form.MergeMetadata(rate.Body["metadata"]!.AsObject());
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        await ledger.Save(rate);
        await ledger.Emit("tax_rate.updated", rate);
        return StripeAnswer.Ok(await expansion.Apply(rate, call));
    }

    public static Task<StripeAnswer> List(StripeCall call)
    {
        var list = new StripeList(call, Kinds.TaxRate);
        if (call.Form.Boolean("active") is { } active) list.Where("(o.body ->> 'active')::boolean = @active", "active", active);
        if (call.Form.Boolean("inclusive") is { } inclusive) list.Where("(o.body ->> 'inclusive')::boolean = @inclusive", "inclusive", inclusive);
        return list.Answer();
    }

    /// <summary>The rates named by a list parameter, as a subscription shows them.</summary>
    public static async Task<JsonArray> Named(StripeForm form, string param, StripeLedger ledger)
    {
        var rates = new JsonArray();
        foreach (var id in form.Texts(param))
        {
            var rate = await ledger.Get(Kinds.TaxRate, id, form.PathOf(param));
            if (!rate.Body["active"]!.GetValue<bool>())
                throw StripeRefusal.Invalid(code: null, $"The tax rate {id} is archived and cannot be used.", form.PathOf(param));
            rates.Add(rate.Body.DeepClone());
        }

        return rates;
    }

    private static decimal Percentage(StripeForm form)
    {
        var text = form.Required("percentage", 12);
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentage);
        // At most four decimals, from 0 to 100, as Stripe takes them.
        return isNumber && percentage <= 100 && decimal.Round(percentage, 4) == percentage
            ? percentage
            : throw StripeRefusal.Invalid("parameter_invalid_decimal", $"Invalid decimal: {text}; must be from 0 to 100 with at most 4 decimals.", "percentage");
    }
}
