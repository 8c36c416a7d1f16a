using System.Text;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>The secret key, as Bearer or as the user name of Basic; only test keys open the Sandbox.</summary>
internal static class StripeKey
{
    /// <exception cref="StripeRefusal">401 when there is no key, or it is not a test key.</exception>
    public static void Check(HttpRequest request)
    {
        var key = Sent(request.Headers.Authorization.ToString());
        if (key.Length == 0)
        {
            throw StripeRefusal.Unauthorized(
                "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }

        if (key.StartsWith("sk_test_", StringComparison.Ordinal) && key.Length > "sk_test_".Length) return;
        // A live key here means that a real configuration points at the wrong place: say so, and do not print it.
        throw StripeRefusal.Unauthorized(key.StartsWith("sk_live_", StringComparison.Ordinal)
            ? "A live key was sent to the Sandbox, which takes test keys only."
            : $"Invalid API Key provided: {key[..Math.Min(key.Length, 8)]}****");
    }

    private static string Sent(string authorization)
    {
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return authorization["Bearer ".Length..].Trim();
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return "";
        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization["Basic ".Length..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0]
            : "";
    }
}
