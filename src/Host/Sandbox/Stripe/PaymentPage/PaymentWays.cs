using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>The ways to pay that a session's page offers: cards, and a bank debit that takes days where the shop does not rule it out.</summary>
internal static class PaymentWays
{
    public const string Card = "card";
    public const string BankDebit = "acss_debit";

    public static JsonArray Read(StripeForm form, string mode, CheckoutLines? lines, JsonObject? intentData)
    {
        var allowed = form.Texts("allowed_payment_method_types");
        foreach (var way in allowed.Where(way => way is not (Card or BankDebit)))
            throw StripeRefusal.Invalid(code: null, $"Invalid allowed_payment_method_types: this Sandbox serves card and acss_debit, not {way}.", "allowed_payment_method_types");

        // A debit pays once here: what is kept for later has to be a card. Banks pull Canadian and American dollars only.
        var debits = mode is "payment" && lines is { Total: > 0, Currency: "cad" or "usd" } && intentData?["setup_future_usage"] is null;
        var offered = new[] { Card, BankDebit }.Where(way =>
            (allowed.Count == 0 || allowed.Contains(way, StringComparer.Ordinal)) && (way is Card || debits)).ToArray();
        return offered.Length > 0 ? [.. offered.Select(way => (JsonNode)way)] : throw StripeRefusal.Invalid(
            code: null, "No valid payment method types for this Checkout Session.", "allowed_payment_method_types");
    }

    public static bool Offers(StripeObject session, string way) =>
        session.Body["payment_method_types"]!.AsArray().Any(each => string.Equals(each!.GetValue<string>(), way, StringComparison.Ordinal));
}
