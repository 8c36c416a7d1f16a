using System.Text;

namespace LeadMarket.Sandbox.Twilio.Wire;

/// <summary>HTTP Basic: an API key with its secret, or an account with its auth token; anyone else gets 401/20003.</summary>
internal sealed class TwilioCaller : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var user = UserOf(http.Request.Headers.Authorization.ToString());
        if (user.StartsWith("SK", StringComparison.Ordinal) || IsOwnAccount(user, http.GetRouteValue("account") as string)) return await next(context);

        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
        return TwilioAnswer.Refuse(401, 20003, "Authenticate");
    }

    private static bool IsOwnAccount(string user, string? account) =>
        user.StartsWith("AC", StringComparison.Ordinal) && (account is null || string.Equals(account, user, StringComparison.Ordinal));

    /// <returns>The user name, or nothing when the header holds no user with a password.</returns>
    private static string UserOf(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return "";
        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization["Basic ".Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var user, { Length: > 0 }]
            ? user
            : "";
    }
}
