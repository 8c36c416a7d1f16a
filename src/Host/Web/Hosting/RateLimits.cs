using System.Globalization;
using System.Threading.RateLimiting;
using LeadMarket.Web.Api;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Hosting;

/// <summary>How often one address may send a form. Configuration section <c>RateLimits</c>; only what is sent counts, not looking.</summary>
public static class RateLimits
{
    public const string Leads = "leads";
    public const string Registration = "registration";
    public const string SignIn = "sign-in";

    /// <summary>The key of the <see cref="PartitionedRateLimiter{TResource}"/> of coupon tries. Not a policy of the endpoint:
    /// only a form that carries a code is a try.</summary>
    public const string Coupons = "coupons";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("RateLimits");
        var enabled = section.GetValue("Enabled", true);
        var couponTries = section.GetValue("CouponTriesPerMinute", 5);
        services.AddKeyedSingleton(Coupons, (_, _) => PartitionedRateLimiter.Create<HttpContext, string>(http => PerAddress(http, couponTries, enabled)));
        return services.AddRateLimiter(limiter =>
        {
            AddPolicy(limiter, Leads, section.GetValue("LeadsPerMinute", 5), enabled);
            AddPolicy(limiter, Registration, section.GetValue("RegistrationsPerMinute", 3), enabled);
            AddPolicy(limiter, SignIn, section.GetValue("SignInsPerMinute", 10), enabled);
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, _) =>
            {
                TellWhenToRetry(rejected.HttpContext, rejected.Lease);
                if (rejected.HttpContext.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                    await ApiProblems.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "request.too-many");
            };
        });
    }

    /// <summary>Says in the answer when another try will be taken.</summary>
    public static void TellWhenToRetry(HttpContext http, RateLimitLease refused)
    {
        var wait = refused.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static void AddPolicy(RateLimiterOptions limiter, string name, int permits, bool enabled) =>
        limiter.AddPolicy(name, http => PerAddress(http, permits, enabled));

    private static RateLimitPartition<string> PerAddress(HttpContext http, int permits, bool enabled) =>
        !enabled || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });
}
