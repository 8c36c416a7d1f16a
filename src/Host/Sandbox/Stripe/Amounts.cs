using System.Globalization;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>What Stripe takes as money: integer cents, 50 ¢ at least, in currencies with two decimals.</summary>
internal static class Amounts
{
    public const long Least = 50;
    public const long Most = 99_999_999;
    private static readonly string[] Currencies = ["cad", "usd", "eur", "gbp", "chf", "aud"];

    public static string Currency(StripeForm form)
    {
        var asked = form.Required("currency", 10).ToLowerInvariant();
        return Currencies.Contains(asked, StringComparer.Ordinal) ? asked : throw StripeRefusal.Invalid(
            code: null, $"Invalid currency: {asked}. This Sandbox supports these currencies: {string.Join(", ", Currencies)}", form.PathOf("currency"));
    }

    public static void CheckTotal(long amount, string currency, string param)
    {
        if (amount > Most) throw TooLarge(param);
        if (amount < Least)
        {
            throw StripeRefusal.Invalid("amount_too_small",
                $"The total amount due must add up to at least {Written(Least)} {currency}.", param);
        }
    }

    public static StripeRefusal TooLarge(string param) =>
        StripeRefusal.Invalid("amount_too_large", "Amount must be no more than 999,999.99", param);

    /// <summary>As Stripe's messages write it: <c>$33.34</c>.</summary>
    public static string Written(long cents) => "$" + (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
