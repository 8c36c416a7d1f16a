namespace LeadMarket.Web.Hosting;

/// <summary>What every answer tells the browser to refuse.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, SandboxMode sandbox)
{
    // A POST that redirects to the payment page is a form submission to it, and blocked unless it is named here.
    private readonly string _policy =
        "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
        + $"form-action 'self' {(sandbox.Url is { } url ? url.GetLeftPart(UriPartial.Authority) : "https://checkout.stripe.com")}";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        return next(http);
    }
}
