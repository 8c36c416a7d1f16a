using System.Text.RegularExpressions;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>The API version: events are written in the pinned one, requests may name an older one.</summary>
internal static partial class StripeVersion
{
    public const string Pinned = "2026-10-28.endive";

    /// <exception cref="StripeRefusal">When the header does not name a version.</exception>
    public static string Of(HttpRequest request)
    {
        var asked = request.Headers["Stripe-Version"].ToString();
        if (asked.Length == 0) return Pinned;
        return Shape().IsMatch(asked) ? asked
            : throw StripeRefusal.Invalid("invalid_api_version", "Invalid Stripe API version.", param: null);
    }

    /// <summary>endive removed <c>payment_method_types</c> in favour of <c>allowed_payment_method_types</c>.</summary>
    public static bool TakesPaymentMethodTypes(string version) => string.CompareOrdinal(version, "2026-10-28") < 0;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(\.[a-z_]{1,30})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Shape();
}
