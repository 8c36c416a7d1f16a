using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Ledger;

/// <summary>GET of one object by its id.</summary>
internal static class Retrieval
{
    public static StripeOperation Of(string kind) => async call =>
    {
        var expansion = Expansion.Read(call.Form);
        call.Form.Ignore("client_secret");
        call.Form.RefuseUnknown();
        return StripeAnswer.Ok(await expansion.Apply(await call.Ledger.Get(kind, call.Id, "id"), call));
    };
}
