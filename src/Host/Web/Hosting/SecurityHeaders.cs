namespace LeadMarket.Web.Hosting;

/// <summary>What every answer tells the browser to refuse.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, SandboxMode sandbox)
{
    private const string Scripts = "script-src 'self'";
    private const string Pictures = "img-src 'self' data:";

    // A POST that redirects to the payment page or to the page for cards is a form submission to it, and blocked unless it is named here.
    private readonly string _policy =
        $"default-src 'self'; style-src 'self'; {Scripts}; {Pictures}; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
        + $"form-action 'self' {(sandbox.Url is { } url ? url.GetLeftPart(UriPartial.Authority) : "https://checkout.stripe.com https://billing.stripe.com")}";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        return next(http);
    }

    /// <summary>Lets this answer alone load a foreign script, which reports by pictures and requests.</summary>
    /// <param name="script">An origin.</param>
    /// <param name="reportsTo">Origins, with spaces between them.</param>
    public static void Allow(HttpResponse response, string script, string reportsTo) =>
        response.Headers.ContentSecurityPolicy = response.Headers.ContentSecurityPolicy.ToString()
            .Replace(Scripts, $"{Scripts} {script}; connect-src 'self' {reportsTo}", StringComparison.Ordinal)
            .Replace(Pictures, $"{Pictures} {reportsTo}", StringComparison.Ordinal);
}
