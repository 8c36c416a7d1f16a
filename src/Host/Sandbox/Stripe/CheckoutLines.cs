using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>The lines of a session, priced inline.</summary>
/// <param name="Total">Cents; zero, or at least Stripe's minimum.</param>
internal sealed record CheckoutLines(JsonObject Items, long Total, string Currency)
{
    /// <summary>The part of the total that Stripe itself added as tax; zero where the shop sends its taxes as lines.</summary>
    public long Tax { get; init; }

    private const int MostLines = 100;

    public static CheckoutLines Read(StripeForm form, string path, string session)
    {
        var lines = form.List("line_items");
        if (lines.Count == 0) throw StripeRefusal.Missing("line_items");
        if (lines.Count > MostLines) throw StripeRefusal.Invalid(code: null, "A Checkout Session can have up to 100 line items.", "line_items");

        string? currency = null;
        var total = 0L;
        var items = new JsonArray();
        foreach (var line in lines)
        {
            var (item, amount) = Line(line, ref currency);
            items.Add(item);
            total += amount;
        }

        // Zero is an order without payment; between the two Stripe takes nothing.
        if (total > 0) Amounts.CheckTotal(total, currency!, "line_items");
        return new(new JsonObject
        {
            ["object"] = "list",
            ["data"] = items,
            ["has_more"] = false,
            ["url"] = $"{path}/{session}/line_items",
        }, total, currency!);
    }

    private static (JsonObject Item, long Amount) Line(StripeForm line, ref string? currency)
    {
        line.Ignore("adjustable_quantity", "metadata");
        if (line.Text("price") is { } price) throw StripeRefusal.NoSuch("price", price, line.PathOf("price"));
        if (!line.Has("price_data")) throw StripeRefusal.Missing(line.PathOf("price_data"));
        var quantity = line.Integer("quantity", least: 1) ?? throw StripeRefusal.Missing(line.PathOf("quantity"));
        var data = line.Group("price_data");
        data.Ignore("tax_behavior");
        var lineCurrency = Amounts.Currency(data);
        if (currency is not null && !string.Equals(currency, lineCurrency, StringComparison.Ordinal))
            throw StripeRefusal.Invalid(code: null, "All line items must have the same currency.", data.PathOf("currency"));
        currency = lineCurrency;

        var unit = data.Integer("unit_amount", least: 0) ?? throw StripeRefusal.Missing(data.PathOf("unit_amount"));
        if (unit > Amounts.Most || quantity > 999_999) throw Amounts.TooLarge(data.PathOf("unit_amount"));
        if (!data.Has("product_data")) throw StripeRefusal.Missing(data.PathOf("product_data"));
        var product = data.Group("product_data");
        product.Ignore("images", "metadata", "tax_code", "unit_label");
        var (name, description) = (product.Required("name", 250), product.Text("description", 5000));
        var amount = unit * quantity;
        if (amount > Amounts.Most) throw Amounts.TooLarge(data.PathOf("unit_amount"));

        return (new JsonObject
        {
            ["id"] = StripeIds.New("li_"),
            ["object"] = "item",
            ["amount_discount"] = 0,
            ["amount_subtotal"] = amount,
            ["amount_tax"] = 0,
            ["amount_total"] = amount,
            ["currency"] = lineCurrency,
            ["description"] = name,
            ["price"] = new JsonObject
            {
                ["id"] = StripeIds.New("price_"),
                ["object"] = "price",
                ["active"] = false,
                ["currency"] = lineCurrency,
                ["livemode"] = false,
                ["nickname"] = description,
                ["type"] = "one_time",
                ["unit_amount"] = unit,
                ["unit_amount_decimal"] = unit.ToString(CultureInfo.InvariantCulture),
            },
            ["quantity"] = quantity,
        }, amount);
    }
}
