using System.Globalization;
using System.Text.Json;

namespace LeadMarket.Billing.Tests.Cards;

/// <content>What each request does.</content>
internal sealed partial class CardStripe
{
    private (int, string) Do(PlayedRequest sent)
    {
        var path = sent.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        var form = Form(sent.Method == "GET" ? sent.Path.Split('?').ElementAtOrDefault(1) ?? "" : sent.Body);
        return (sent.Method, path) switch
        {
            ("POST", ["customers"]) => Customer(Serial("cus")),
            ("POST", ["customers", var id]) => Prefer(id, form["invoice_settings[default_payment_method]"]),
            ("GET", ["customers", var id]) => Customer(id),
            ("POST", ["payment_intents"]) => Create(form),
            ("GET", ["payment_intents"]) => List(Intents.Values.Where(each => each.Customer == form["customer"]).Select(Shown)),
            ("GET", ["payment_intents", var id]) => Found(Intents, id, Shown),
            ("POST", ["payment_intents", var id, "cancel"]) when Intents.TryGetValue(id, out var intent) => Cancel(intent),
            ("POST", ["checkout", "sessions"]) => Open(form),
            ("GET", ["checkout", "sessions"]) => List(Pages.Values.Where(each => each.Customer == form["customer"]).Select(Shown)),
            ("GET", ["checkout", "sessions", var id]) => Found(Pages, id, Shown),
            ("POST", ["checkout", "sessions", var id, "expire"]) when Pages.TryGetValue(id, out var page) => Expire(page),
            ("GET", ["payment_methods", var id]) => Found(Cards, id, Shown),
            ("POST", ["payment_methods", var id, "detach"]) when Cards.ContainsKey(id) => Detach(id),
            ("GET", ["setup_intents", var id]) => Ok(new { id, status = "succeeded", payment_method = id.Replace("seti", "pm", StringComparison.Ordinal) }),
            ("GET", ["events"]) => List([]),
            _ => Refuse("invalid_request_error", "resource_missing", $"No such {sent.Path}", 404),
        };
    }

    private (int, string) Create(Dictionary<string, string> form)
    {
        var intent = new PlayedIntent(
            Serial("pi"), long.Parse(form["amount"], CultureInfo.InvariantCulture), form["customer"], form["metadata[purchase_id]"]);
        if (!form.TryGetValue("payment_method", out var method))
        {
            Intents[intent.Id] = intent;
            return Ok(Shown(intent));
        }

        if (!Cards.TryGetValue(method, out var card)) return Refuse("invalid_request_error", "resource_missing", $"No such PaymentMethod: '{method}'", 404);
        if (card.Customer is null) return Refuse("invalid_request_error", null, "It may not be used again.");
        (Intents[intent.Id], intent.Method) = (intent, method);
        switch (card.Conduct)
        {
            case "pays": Capture(intent); break;
            case "acts": intent.Status = "requires_action"; break;
            case "slow": intent.Status = "processing"; break;
            default: return Decline(intent, card.Conduct);
        }

        return Ok(Shown(intent));
    }

    private static (int, string) Decline(PlayedIntent intent, string reason)
    {
        var code = reason is "expired_card" or "incorrect_cvc" or "authentication_required" ? reason : "card_declined";
        (intent.Method, intent.Error) = (null, (code, reason));
        return (402, JsonSerializer.Serialize(new { error = new { type = "card_error", code, decline_code = reason, message = "No.", payment_intent = Shown(intent) } }));
    }

    private static (int, string) Cancel(PlayedIntent intent)
    {
        if (intent.Status is "succeeded" or "canceled" or "processing")
            return Refuse("invalid_request_error", "payment_intent_unexpected_state", $"It has a status of {intent.Status}.");
        intent.Status = "canceled";
        return Ok(Shown(intent));
    }

    private (int, string) Open(Dictionary<string, string> form)
    {
        var amount = form.Where(field => field.Key.EndsWith("[unit_amount]", StringComparison.Ordinal)).Sum(field => long.Parse(field.Value, CultureInfo.InvariantCulture));
        var page = new PlayedPage(
            Serial("cs"), form["customer"], form.GetValueOrDefault("metadata[purchase_id]"), amount, form.GetValueOrDefault("payment_intent_data[setup_future_usage]"));
        Pages[page.Id] = page;
        return Ok(Shown(page));
    }

    private (int, string) Expire(PlayedPage page)
    {
        if (page.Status != "open") return Refuse("invalid_request_error", null, "Only open sessions expire.");
        page.Status = "expired";
        return Ok(Shown(page));
    }

    private (int, string) Customer(string id)
    {
        Customers.TryAdd(id, null);
        return Ok(new { id, invoice_settings = new { default_payment_method = Customers[id] } });
    }

    private (int, string) Prefer(string customer, string method)
    {
        if (Cards[method].Customer != customer) return Refuse("invalid_request_error", "resource_missing", "The payment method must be attached to the customer.");
        Customers[customer] = method;
        return Customer(customer);
    }

    private (int, string) Detach(string id)
    {
        if (Cards[id].Customer is null) return Refuse("invalid_request_error", null, "It is not attached to a customer.");
        Cards[id].Customer = null;
        return Ok(Shown(Cards[id]));
    }

    private static (int, string) Found<T>(Dictionary<string, T> all, string id, Func<T, object> shown) =>
        all.TryGetValue(id, out var found) ? Ok(shown(found)) : Refuse("invalid_request_error", "resource_missing", $"No such {id}", 404);

    private static (int, string) List(IEnumerable<object> data) => Ok(new { data = data.Reverse().ToArray(), has_more = false });

    private static object Shown(PlayedIntent intent) => new
    {
        id = intent.Id, status = intent.Status, livemode = false, amount_received = intent.Status == "succeeded" ? intent.Amount : 0, currency = "cad", customer = intent.Customer,
        metadata = intent.Purchase is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { ["purchase_id"] = intent.Purchase },
        payment_method = intent.Method,
        last_payment_error = intent.Error is { } error ? new { type = "card_error", code = error.Code, decline_code = error.Decline } : null,
    };

    private object Shown(PlayedPage page) => new
    {
        id = page.Id, status = page.Status, livemode = false, url = page.Status == "open" ? $"https://pay.example/{page.Id}" : null,
        payment_status = page.Intent is { } intent && Intents[intent].Status == "succeeded" ? "paid" : "unpaid",
        client_reference_id = page.Purchase, amount_total = page.Amount, currency = "cad", payment_intent = page.Intent, customer = page.Customer,
        mode = page.Purchase is null ? "setup" : "payment",
        metadata = page.Purchase is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { ["purchase_id"] = page.Purchase },
    };

    private static object Shown(PlayedCard card) => new
    {
        id = card.Id, customer = card.Customer, livemode = false, card = new { brand = "visa", last4 = card.Last4, exp_month = 12, exp_year = card.Year },
    };

    private static Dictionary<string, string> Form(string text) => text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1]), StringComparer.Ordinal);
}
