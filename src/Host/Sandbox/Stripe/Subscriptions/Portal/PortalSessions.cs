using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.Portal;

/// <summary><c>POST /v1/billing_portal/sessions</c>: a page of the customer's own, reached by an address that cannot be guessed.</summary>
internal static class PortalSessions
{
    private const long Lifetime = 3600;

    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var (customer, returnUrl) = (form.Required("customer"), form.Text("return_url"));
        if (returnUrl is not null && !(Uri.TryCreate(returnUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw StripeRefusal.Invalid("url_invalid", "Not a valid URL", "return_url");
        form.Ignore("configuration");
        var flow = form.Group("flow_data").OneOf("type", "payment_method_update");
        var locale = form.Text("locale", 10);
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();
        await ledger.Get(Kinds.Customer, customer, "customer");

        // The id is in the API's answers and the shop's logs; the address is for the customer alone.
        var secret = StripeIds.New("", 40);
        var session = await ledger.Add(Kinds.Portal, new JsonObject
        {
            ["id"] = $"bps_{secret[..24]}",
            ["object"] = "billing_portal.session",
            ["configuration"] = "bpc_sandbox",
            ["created"] = ledger.Now,
            ["customer"] = customer,
            ["flow"] = flow is null ? null : new JsonObject { ["type"] = flow },
            ["livemode"] = false,
            ["locale"] = locale,
            ["on_behalf_of"] = null,
            ["return_url"] = returnUrl,
            ["url"] = $"{call.BaseUrl}/p/session/{secret}",
        }, new JsonObject { ["secret"] = secret });
        return StripeAnswer.Ok(await expansion.Apply(session, call));
    }

    public static bool IsOver(StripeObject session, long now) => session.Number("created") + Lifetime <= now;

    /// <returns>The session behind an address, held; <c>null</c> when there is none.</returns>
    public static async Task<StripeObject?> Find(StripeLedger ledger, string secret)
    {
        if (secret.Length != 40 || await ledger.Lock(Kinds.Portal, $"bps_{secret[..24]}") is not { } session) return null;
        return string.Equals(session.Details["secret"]!.GetValue<string>(), secret, StringComparison.Ordinal) ? session : null;
    }
}
