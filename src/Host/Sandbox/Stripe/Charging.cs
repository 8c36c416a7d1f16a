using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>Takes the money for an intent, or says why not.</summary>
internal static class Charging
{
    /// <returns><c>null</c> when paid; otherwise the 402 that the API answers, with the intent in it.</returns>
    public static async Task<StripeAnswer?> Charge(StripeLedger ledger, StripeObject intent, string paymentMethod, TestCard card, bool offSession)
    {
        if (card.Conduct is CardConduct.Authenticates && !offSession)
        {
            intent.Body["status"] = "requires_action";
            intent.Body["payment_method"] = paymentMethod;
            intent.Body["next_action"] = new JsonObject { ["type"] = "use_stripe_sdk" };
            await ledger.Save(intent);
            await ledger.Emit("payment_intent.requires_action", intent);
            return null;
        }

        var charge = await ledger.Add(Kinds.Charge, ChargeBody(ledger, intent, paymentMethod, card));
        intent.Body["latest_charge"] = charge.Id;
        return card.Conduct is CardConduct.Pays
            ? await Succeed(ledger, intent, charge, paymentMethod)
            : await Fail(ledger, intent, charge, paymentMethod, card);
    }

    private static async Task<StripeAnswer?> Succeed(StripeLedger ledger, StripeObject intent, StripeObject charge, string paymentMethod)
    {
        intent.Body["status"] = "succeeded";
        intent.Body["amount_received"] = intent.Number("amount");
        intent.Body["payment_method"] = paymentMethod;
        intent.Body["last_payment_error"] = null;
        intent.Body["next_action"] = null;
        await ledger.Save(intent);
        await ledger.Emit("charge.succeeded", charge);
        await ledger.Emit("payment_intent.succeeded", intent);
        return null;
    }

    private static async Task<StripeAnswer> Fail(StripeLedger ledger, StripeObject intent, StripeObject charge, string paymentMethod, TestCard card)
    {
        var error = Error(card, charge.Id);
        intent.Body["status"] = "requires_payment_method";
        // A declined card is taken off the intent: another has to be given.
        intent.Body["payment_method"] = null;
        intent.Body["last_payment_error"] = error.DeepClone();
        await ledger.Save(intent);
        await ledger.Emit("charge.failed", charge);
        await ledger.Emit("payment_intent.payment_failed", intent);
        error["payment_intent"] = intent.Body.DeepClone();
        error["payment_method"] = (await ledger.Get(Kinds.PaymentMethod, paymentMethod)).Body.DeepClone();
        return new StripeAnswer(402, new JsonObject { ["error"] = error });
    }

    private static JsonObject Error(TestCard card, string charge)
    {
        var authentication = card.Conduct is CardConduct.Authenticates;
        return new JsonObject
        {
            ["advice_code"] = authentication ? null : "try_again_later",
            ["charge"] = charge,
            ["code"] = authentication ? "authentication_required" : "card_declined",
            ["decline_code"] = authentication ? "authentication_required" : "generic_decline",
            ["doc_url"] = authentication ? "https://stripe.com/docs/error-codes/authentication-required" : "https://stripe.com/docs/error-codes/card-declined",
            ["message"] = authentication ? "Your card was declined. This transaction requires authentication." : "Your card was declined.",
            ["type"] = "card_error",
        };
    }

    private static JsonObject ChargeBody(StripeLedger ledger, StripeObject intent, string paymentMethod, TestCard card)
    {
        var (amount, paid) = (intent.Number("amount"), card.Conduct is CardConduct.Pays);
        return new JsonObject
        {
            ["id"] = StripeIds.New("ch_"),
            ["object"] = "charge",
            ["amount"] = amount,
            ["amount_captured"] = paid ? amount : 0,
            ["amount_refunded"] = 0,
            ["captured"] = paid,
            ["created"] = ledger.Now,
            ["currency"] = intent.Text("currency"),
            ["customer"] = intent.Text("customer"),
            ["failure_code"] = paid ? null : "card_declined",
            ["failure_message"] = paid ? null : "Your card was declined.",
            ["livemode"] = false,
            ["metadata"] = intent.Body["metadata"]!.DeepClone(),
            ["paid"] = paid,
            ["payment_intent"] = intent.Id,
            ["payment_method"] = paymentMethod,
            ["payment_method_details"] = new JsonObject
            {
                ["type"] = "card",
                ["card"] = new JsonObject { ["brand"] = "visa", ["last4"] = card.Last4 },
            },
            ["refunded"] = false,
            ["status"] = paid ? "succeeded" : "failed",
        };
    }
}
