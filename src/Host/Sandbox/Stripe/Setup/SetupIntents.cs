using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.PaymentPage;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Setup;

/// <summary><c>/v1/setup_intents</c>: a card checked with its owner there, to be charged when they are not.</summary>
internal static class SetupIntents
{
    public static Task<StripeAnswer> List(StripeCall call) =>
        new StripeList(call, Kinds.SetupIntent).Matching("customer").Matching("payment_method").Answer();

    public static async Task<StripeObject> Create(StripeLedger ledger, SetupOrder order, string? customer, string session)
    {
        var id = StripeIds.New("seti_");
        var intent = await ledger.Add(Kinds.SetupIntent, new JsonObject
        {
            ["id"] = id,
            ["object"] = "setup_intent",
            ["application"] = null,
            ["cancellation_reason"] = null,
            ["client_secret"] = StripeIds.New($"{id}_secret_", 25),
            ["created"] = ledger.Now,
            ["customer"] = customer,
            ["description"] = order.Description,
            ["last_setup_error"] = null,
            ["latest_attempt"] = null,
            ["livemode"] = false,
            ["mandate"] = null,
            ["metadata"] = order.Metadata.DeepClone(),
            ["next_action"] = null,
            ["payment_method"] = null,
            ["payment_method_types"] = new JsonArray(PaymentWays.Card),
            ["status"] = "requires_payment_method",
            ["usage"] = "off_session",
        }, new JsonObject { ["session"] = session });
        await ledger.Emit("setup_intent.created", intent);
        return intent;
    }

    /// <param name="authenticated">Whether the owner has just confirmed it with their bank.</param>
    /// <returns><c>null</c> when the card is set up, or its owner has to authenticate; otherwise why not.</returns>
    public static async Task<StripeAnswer?> Confirm(StripeLedger ledger, StripeObject intent, string method, TestCard card, bool authenticated)
    {
        intent.Body["payment_method"] = method;
        intent.Body["latest_attempt"] = StripeIds.New("setatt_");
        if (!authenticated && card.AsksItsOwner(offSession: false, setUp: false))
        {
            intent.Body["status"] = "requires_action";
            intent.Body["next_action"] = new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect" } };
            await ledger.Save(intent);
            await ledger.Emit("setup_intent.requires_action", intent);
            return null;
        }

        if (card is { Declined: { } decline, CanBeKept: false })
        {
            await Fail(ledger, intent, Charging.Error(decline, charge: null));
            return Charging.Refused(decline);
        }

        intent.Body["status"] = "succeeded";
        intent.Body["next_action"] = null;
        intent.Body["last_setup_error"] = null;
        await ledger.Save(intent);
        await ledger.Emit("setup_intent.succeeded", intent);
        await PaymentMethods.SaveFor(ledger, method, intent.Text("customer"));
        return null;
    }

    public static Task FailAuthentication(StripeLedger ledger, StripeObject intent) =>
        Fail(ledger, intent, Charging.NotAuthenticated("setup_intent_authentication_failure"));

    public static async Task Cancel(StripeLedger ledger, string id)
    {
        var intent = await ledger.GetLocked(Kinds.SetupIntent, id, "setup_intent");
        intent.Body["status"] = "canceled";
        intent.Body["cancellation_reason"] = "abandoned";
        intent.Body["next_action"] = null;
        await ledger.Save(intent);
        await ledger.Emit("setup_intent.canceled", intent);
    }

    private static async Task Fail(StripeLedger ledger, StripeObject intent, JsonObject error)
    {
        intent.Body["status"] = "requires_payment_method";
        intent.Body["payment_method"] = null;
        intent.Body["next_action"] = null;
        intent.Body["last_setup_error"] = error;
        await ledger.Save(intent);
        await ledger.Emit("setup_intent.setup_failed", intent);
    }
}
