using LeadMarket.Sandbox.Meta.Wire;
using LeadMarket.Sandbox.Stripe.Wire;
using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Vendors;

/// <summary>Stands before every vendor's API and lets its switch decide: at once, late, with a 500, or never.</summary>
internal sealed class VendorConduct(RequestDelegate next, VendorSwitches switches, TimeProvider real, IHostApplicationLifetime life)
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    public async Task InvokeAsync(HttpContext http)
    {
        var vendor = http.GetEndpoint()?.Metadata.GetMetadata<ServedBy>()?.Vendor;
        switch (vendor is null ? VendorMode.Normal : switches.Of(vendor.Value))
        {
            case VendorMode.Slow:
                await TakeInAll(http);
                await Task.Delay(Late, real, life.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await next(http);
                return;
            case VendorMode.Failing:
                await Failure(vendor!.Value).ExecuteAsync(http);
                return;
            case VendorMode.Silent:
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping))
                    await Task.Delay(Timeout.InfiniteTimeSpan, real, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                http.Abort();
                return;
            default:
                await next(http);
                return;
        }
    }

    /// <summary>A slow vendor does the work although its caller gave up: what it needs is read before the wait, and nothing calls it off.</summary>
    private static async Task TakeInAll(HttpContext http)
    {
        http.Request.EnableBuffering();
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        http.Request.Body.Position = 0;
        http.RequestAborted = CancellationToken.None;
    }

    private static IResult Failure(Vendor vendor) => vendor switch
    {
        Vendor.Stripe => Results.Text(StripeJson.Write(StripeAnswer.ApiError().Body), "application/json", statusCode: 500),
        Vendor.Twilio => TwilioAnswer.Refuse(500, 20500, "An internal server error has occurred"),
        Vendor.Resend => Results.Json(new { statusCode = 500, name = "application_error", message = "An unexpected error occurred." }, statusCode: 500),
        _ => MetaRefusal.Unavailable.Answer(),
    };
}
