using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.Catalogue;

/// <summary><c>/v1/products</c>: what is sold; a shop may choose the id.</summary>
internal static class Products
{
    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        form.Ignore("images", "marketing_features", "shippable", "statement_descriptor", "tax_code", "unit_label", "url");
        form.OneOf("type", "service", "good");
        var id = form.Text("id", 255) ?? StripeIds.New("prod_", 14);
        var body = new JsonObject
        {
            ["id"] = id,
            ["object"] = "product",
            ["active"] = form.Boolean("active") ?? true,
            ["created"] = ledger.Now,
            ["default_price"] = null,
            ["description"] = form.Text("description"),
            ["images"] = new JsonArray(),
            ["livemode"] = false,
            ["metadata"] = form.Metadata(),
            ["name"] = form.Required("name", 250),
            ["type"] = "service",
            ["updated"] = ledger.Now,
        };
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        // Two shops that start at once both find the product missing and both create it: one of them is told so.
        await ledger.Hold($"product {id}");
        if (await ledger.Exists(id)) throw StripeRefusal.Invalid("resource_already_exists", "Product already exists.", "id");
        var product = await ledger.Add(Kinds.Product, body);
        await ledger.Emit("product.created", product);
        return StripeAnswer.Ok(await expansion.Apply(product, call));
    }

    public static async Task<StripeAnswer> Update(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var product = await ledger.GetLocked(Kinds.Product, call.Id, "id");
        product.Body["name"] = form.Text("name", 250) ?? product.Text("name");
        product.Body["description"] = form.Unsets("description") ? null : form.Text("description") ?? product.Text("description");
        product.Body["active"] = form.Boolean("active") ?? product.Body["active"]!.GetValue<bool>();
        form.MergeMetadata(product.Body["metadata"]!.AsObject());
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        product.Body["updated"] = ledger.Now;
        await ledger.Save(product);
        await ledger.Emit("product.updated", product);
        return StripeAnswer.Ok(await expansion.Apply(product, call));
    }

    public static Task<StripeAnswer> List(StripeCall call)
    {
        var list = new StripeList(call, Kinds.Product);
        if (call.Form.Boolean("active") is { } active) list.Where("(o.body ->> 'active')::boolean = @active", "active", active);
        if (call.Form.Texts("ids") is { Count: > 0 } ids) list.Where("o.id = any(@ids)", "ids", ids.ToArray());
        return list.Answer();
    }
}
