using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Balance;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Outcomes;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>Takes the money for an intent, or says why not.</summary>
internal static class Charging
{
    private const string UnableToAuthenticate =
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

    /// <param name="authenticated">Whether the owner has just confirmed this very payment with their bank.</param>
    /// <returns><c>null</c> when paid, or when the owner has to authenticate (the intent then requires action);
    /// otherwise the 402 that the API answers, with the intent in it.</returns>
    public static async Task<StripeAnswer?> Charge(
        StripeLedger ledger, StripeObject intent, string paymentMethod, TestCard card, bool offSession, bool authenticated = false)
    {
        var method = await ledger.Get(Kinds.PaymentMethod, paymentMethod, "payment_method");
        var asks = !authenticated && card.AsksItsOwner(offSession, PaymentMethods.IsSetUp(method));
        if (asks && !offSession) return await Ask(ledger, intent, paymentMethod);

        var body = Charges.Body(ledger, intent, method);
        if ((asks ? Decline.AuthenticationRequired : card.Declined) is { } decline) return await Fail(ledger, intent, method, body, decline);

        Charges.MarkPaid(body, await Transactions.OfCharge(ledger, body, card.BypassesPending));
        var charge = await ledger.Add(Kinds.Charge, body, Outcome.After(card, ledger.Now));
        intent.Body["latest_charge"] = charge.Id;
        intent.Body["payment_method"] = paymentMethod;
        await Succeed(ledger, intent, charge);
        return null;
    }

    /// <summary>The money of a charge is there: at once for a card, days later for a bank debit.</summary>
    public static async Task Succeed(StripeLedger ledger, StripeObject intent, StripeObject charge)
    {
        intent.Body["status"] = "succeeded";
        intent.Body["amount_received"] = intent.Number("amount");
        intent.Body["last_payment_error"] = null;
        intent.Body["next_action"] = null;
        await ledger.Save(intent);
        if (intent.Text("setup_future_usage") is { } use)
            await PaymentMethods.SaveFor(ledger, charge.Text("payment_method")!, intent.Text("customer"), setUp: use is "off_session");
        await ledger.Emit("charge.succeeded", charge);
        await ledger.Emit("payment_intent.succeeded", intent);
    }

    /// <summary>The money did not come; the intent waits for another way to pay.</summary>
    /// <returns>The error as the API shows it.</returns>
    public static async Task<JsonObject> GiveUp(StripeLedger ledger, StripeObject intent, JsonObject error)
    {
        intent.Body["status"] = "requires_payment_method";
        // A declined card is taken off the intent: another has to be given.
        intent.Body["payment_method"] = null;
        intent.Body["next_action"] = null;
        intent.Body["last_payment_error"] = error.DeepClone();
        await ledger.Save(intent);
        return error;
    }

    /// <summary>The owner did not confirm, or the bank did not recognise them: nothing was charged.</summary>
    public static async Task FailAuthentication(StripeLedger ledger, StripeObject intent)
    {
        await GiveUp(ledger, intent, NotAuthenticated("payment_intent_authentication_failure"));
        await ledger.Emit("payment_intent.payment_failed", intent);
    }

    public static JsonObject NotAuthenticated(string code) => new()
    {
        ["code"] = code,
        ["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}",
        ["message"] = UnableToAuthenticate,
        ["type"] = "invalid_request_error",
    };

    /// <summary>The 402 of a card that the bank declined.</summary>
    public static StripeAnswer Refused(Decline decline) => new(402, new JsonObject { ["error"] = Error(decline, charge: null) });

    public static JsonObject Error(Decline decline, string? charge)
    {
        var error = new JsonObject
        {
            ["advice_code"] = decline.Advice,
            ["code"] = decline.Code,
            ["decline_code"] = decline.DeclineCode,
            ["doc_url"] = $"https://stripe.com/docs/error-codes/{decline.Code.Replace('_', '-')}",
            ["message"] = decline.Message,
            ["type"] = "card_error",
        };
        if (charge is not null) error["charge"] = charge;
        return error;
    }

    private static async Task<StripeAnswer?> Ask(StripeLedger ledger, StripeObject intent, string paymentMethod)
    {
        intent.Body["status"] = "requires_action";
        intent.Body["payment_method"] = paymentMethod;
        intent.Body["next_action"] = new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect" } };
        await ledger.Save(intent);
        await ledger.Emit("payment_intent.requires_action", intent);
        return null;
    }

    private static async Task<StripeAnswer> Fail(StripeLedger ledger, StripeObject intent, StripeObject method, JsonObject body, Decline decline)
    {
        Charges.MarkFailed(body, decline);
        var charge = await ledger.Add(Kinds.Charge, body);
        intent.Body["latest_charge"] = charge.Id;
        var error = await GiveUp(ledger, intent, Error(decline, charge.Id));
        await ledger.Emit("charge.failed", charge);
        await ledger.Emit("payment_intent.payment_failed", intent);
        error["payment_intent"] = intent.Body.DeepClone();
        error["payment_method"] = method.Body.DeepClone();
        return new StripeAnswer(402, new JsonObject { ["error"] = error });
    }
}
