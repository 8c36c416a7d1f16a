using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Ledger;

/// <summary><c>expand[]=payment_intent.latest_charge</c>: ids become the objects they name, and what is hidden until asked for appears.</summary>
internal sealed class Expansion
{
    private static readonly Dictionary<string, string> KindOf = new(StringComparer.Ordinal)
    {
        ["customer"] = Kinds.Customer,
        ["payment_intent"] = Kinds.Intent,
        ["latest_charge"] = Kinds.Charge,
        ["charge"] = Kinds.Charge,
        ["payment_method"] = Kinds.PaymentMethod,
        ["setup_intent"] = Kinds.SetupIntent,
        ["balance_transaction"] = Kinds.BalanceTransaction,
        ["failure_balance_transaction"] = Kinds.BalanceTransaction,
        ["default_payment_method"] = Kinds.PaymentMethod,
        ["subscription"] = Kinds.Subscription,
        ["latest_invoice"] = Kinds.Invoice,
        ["invoice"] = Kinds.Invoice,
        ["product"] = Kinds.Product,
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
        if ((whole?.Kind, steps[0]) is (Kinds.Session, "line_items") or (Kinds.Invoice, "payments"))
            body[steps[0]] = whole!.Details[steps[0]]!.DeepClone();

        if (!body.ContainsKey(steps[0])) throw Impossible(path);
        StripeObject? inner = null;
        if (body[steps[0]] is JsonValue id)
        {
            if (!id.TryGetValue<string>(out var name) || (steps[0] is "source" ? SourceKind(name) : KindOf.GetValueOrDefault(steps[0])) is not { } kind) throw Impossible(path);
            inner = await call.Ledger.Find(kind, name);
            if (inner is not null) body[steps[0]] = inner.Body.DeepClone();
        }

        // A path leads through parts of the object (`items.data.price.product`) as well as to other objects.
        foreach (var part in Parts(body[steps[0]])) await Expand(part, inner, steps[1..], path, call);
    }

    /// <summary>What moved the balance is named by its id alone.</summary>
    private static string? SourceKind(string id) => id.Split('_')[0] switch
    {
        "ch" => Kinds.Charge,
        "re" => Kinds.Refund,
        "du" => Kinds.Dispute,
        "po" => Kinds.Payout,
        _ => null,
    };

    private static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonObject one => [one],
        JsonArray many => many.OfType<JsonObject>(),
        _ => [],
    };

    private static StripeRefusal Impossible(string path) => StripeRefusal.Invalid(
        code: null, $"This property cannot be expanded ({path}).", "expand");
}
