using System.Security.Cryptography;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>Ids that look like Stripe's: a prefix that names the resource and random letters and digits.</summary>
internal static class StripeIds
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string New(string prefix, int length = 24) => prefix + RandomNumberGenerator.GetString(Letters, length);
}
