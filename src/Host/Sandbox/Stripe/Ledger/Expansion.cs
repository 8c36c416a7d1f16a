using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Ledger;

/// <summary><c>expand[]=payment_intent.latest_charge</c>: ids become the objects they name, and line items appear.</summary>
internal sealed class Expansion
{
    private static readonly Dictionary<string, string> KindOf = new(StringComparer.Ordinal)
    {
        ["customer"] = Kinds.Customer,
        ["payment_intent"] = Kinds.Intent,
        ["latest_charge"] = Kinds.Charge,
        ["charge"] = Kinds.Charge,
        ["payment_method"] = Kinds.PaymentMethod,
    };

    private readonly IReadOnlyList<string> _paths;

    private Expansion(IReadOnlyList<string> paths) => _paths = paths;

    public static Expansion Read(StripeForm form) => new(form.Texts("expand"));

    public async Task<JsonObject> Apply(StripeObject found, StripeCall call, bool inList = false)
    {
        var body = found.Body.DeepClone().AsObject();
        foreach (var path in _paths)
        {
            var steps = path.Split('.');
            if (inList && steps[0] is not "data") throw Impossible(path);
            await Expand(body, found, inList ? steps[1..] : steps, path, call);
        }

        return body;
    }

    private static async Task Expand(JsonObject body, StripeObject? whole, string[] steps, string path, StripeCall call)
    {
        if (steps is []) return;
        if (steps[0] is "line_items" && whole?.Kind == Kinds.Session)
        {
            body["line_items"] = whole.Details["line_items"]!.DeepClone();
            return;
        }

        if (!KindOf.TryGetValue(steps[0], out var kind) || !body.ContainsKey(steps[0])) throw Impossible(path);
        if (body[steps[0]] is JsonValue id && await call.Ledger.Find(kind, id.GetValue<string>()) is { } inner)
            body[steps[0]] = inner.Body.DeepClone();
        if (body[steps[0]] is JsonObject expanded) await Expand(expanded, whole: null, steps[1..], path, call);
    }

    private static StripeRefusal Impossible(string path) => StripeRefusal.Invalid(
        code: null, $"This property cannot be expanded ({path}).", "expand");
}
