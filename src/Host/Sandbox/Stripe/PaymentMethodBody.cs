using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.PaymentPage;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>A payment method as Stripe shows it.</summary>
internal static class PaymentMethodBody
{
    public static JsonObject OfCard(TestCard card, string? customer, long created, string? name, (int Month, int Year)? expiry)
    {
        var body = Common(PaymentWays.Card, customer, created, name);
        body["card"] = new JsonObject
        {
            ["brand"] = "visa",
            ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
            ["country"] = "US",
            ["display_brand"] = "visa",
            ["exp_month"] = expiry?.Month ?? 12,
            ["exp_year"] = expiry?.Year ?? 2040,
            ["fingerprint"] = Fingerprint(card.Number),
            ["funding"] = "credit",
            ["generated_from"] = null,
            ["last4"] = card.Last4,
            ["networks"] = new JsonObject { ["available"] = new JsonArray("visa"), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        };
        return body;
    }

    public static JsonObject OfAccount(BankAccount account, long created, string name)
    {
        var body = Common(PaymentWays.BankDebit, customer: null, created, name);
        body["acss_debit"] = account.Shown(Fingerprint(account.Number));
        return body;
    }

    private static JsonObject Common(string type, string? customer, long created, string? name) => new()
    {
        ["id"] = StripeIds.New("pm_"),
        ["object"] = "payment_method",
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = new JsonObject { ["address"] = null, ["email"] = null, ["name"] = name, ["phone"] = null, ["tax_id"] = null },
        ["created"] = created,
        ["customer"] = customer,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["type"] = type,
    };

    /// <summary>The same card or account gives the same one, whichever id it is kept under.</summary>
    private static string Fingerprint(string number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("sandbox:" + number)))[..16];
}
