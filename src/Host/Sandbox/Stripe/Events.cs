using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/events</c>: what happened, and whether the webhook for it got through.</summary>
internal static class Events
{
    private const string Delivered = "exists (select 1 from sandbox.deliveries d where d.event_id = o.id and d.state = 'delivered')";

    public static Task<StripeAnswer> List(StripeCall call)
    {
        var list = new StripeList(call, Kinds.Event).Matching("type");
        var types = call.Form.Texts("types");
        if (types.Count > 20) throw StripeRefusal.Invalid(code: null, "You may pass up to 20 types.", "types");
        if (types.Count > 0)
        {
            if (call.Form.Has("type")) throw StripeRefusal.Invalid(code: null, "You may pass either `type` or `types`, but not both.", "types");
            list.Where("o.body ->> 'type' = any(@types)", "types", types.ToArray());
        }

        if (call.Form.Boolean("delivery_success") is { } delivered)
            list.Where($"{Delivered} = @delivered", "delivered", delivered);
        return list.Answer();
    }

    public static Task<StripeAnswer> Retrieve(StripeCall call) => Retrieval.Of(Kinds.Event)(call);
}
