using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using LeadMarket.Kernel;
using LeadMarket.Web.Api;
using LeadMarket.Web.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Hosting;

/// <summary>How often one address may send a form, and one contractor what costs us calls to Stripe. Configuration section
/// <c>RateLimits</c>; only what is sent counts, not looking, unless looking asks Stripe.
/// Each host counts for itself: behind a balancer of n hosts the limit is up to n times as high.</summary>
public static class RateLimits
{
    public const string Leads = "leads";
    public const string Registration = "registration";
    public const string SignIn = "sign-in";

    /// <summary>Mails that are asked for once more, or instead of a password: who has just registered twice may still ask for the link.</summary>
    public const string MailLinks = "mail-links";

    /// <summary>Asking for a code by text, which costs money, and guessing at one.</summary>
    public const string PhoneCodes = "phone-codes";

    /// <summary>Forms on a homeowner's page, and receipts to check.</summary>
    public const string Homeowner = "homeowner";

    /// <summary>The key of the <see cref="PartitionedRateLimiter{TResource}"/> of coupon tries, of an account and of an address: neither
    /// many addresses nor many accounts make for more guesses. Not a policy of the endpoint: only a form that carries a code is a try.</summary>
    public const string Coupons = "coupons";

    /// <summary>The key of the limiter of what makes us call Stripe, by contractor: Stripe's own limit is one for the whole market, and
    /// nobody may use it up. Not a policy of the endpoint: those are asked before an API token has been read.</summary>
    public const string StripeCalls = "stripe-calls";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int Segments = 6;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("RateLimits");
        var enabled = section.GetValue("Enabled", true);
        var couponTries = section.GetValue("CouponTriesPerMinute", 5);
        var stripeCalls = section.GetValue("StripeCallsPerMinute", 30);
        services.AddKeyedSingleton(Coupons, (_, _) => PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => PerAddress(http, couponTries, enabled)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => PerContractor(http, couponTries, enabled))));
        services.AddKeyedSingleton(StripeCalls, (_, _) => PartitionedRateLimiter.Create<HttpContext, string>(http => PerContractor(http, stripeCalls, enabled)));
        return services.AddRateLimiter(limiter =>
        {
            AddPolicy(limiter, Leads, section.GetValue("LeadsPerMinute", 5), enabled);
            AddPolicy(limiter, Registration, section.GetValue("RegistrationsPerMinute", 3), enabled);
            AddPolicy(limiter, MailLinks, section.GetValue("MailLinksPerMinute", 3), enabled);
            AddPolicy(limiter, PhoneCodes, section.GetValue("PhoneCodesPerMinute", 20), enabled);
            AddPolicy(limiter, Homeowner, section.GetValue("HomeownerFormsPerMinute", 20), enabled);
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

    /// <summary>As the other, for a refusal of a module.</summary>
    public static void TellWhenToRetry(HttpContext http, Error refused)
    {
        if (refused.RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static void AddPolicy(RateLimiterOptions limiter, string name, int permits, bool enabled) =>
        limiter.AddPolicy(name, http => PerAddress(http, permits, enabled));

    private static RateLimitPartition<string> PerAddress(HttpContext http, int permits, bool enabled) =>
        !enabled || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : AMinute(Household(http.Connection.RemoteIpAddress), permits);

    private static RateLimitPartition<string> PerContractor(HttpContext http, int permits, bool enabled) =>
        enabled ? AMinute(http.User.ContractorId().Value.ToString(), permits) : RateLimitPartition.GetNoLimiter("");

    // Sliding, so that no minute takes more, wherever it begins.
    private static RateLimitPartition<string> AMinute(string who, int permits) => RateLimitPartition.GetSlidingWindowLimiter(
        who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 });

    /// <summary>An IPv6 visitor has a whole /64 to come from (RFC 6177): it counts as one address.</summary>
    private static string Household(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString()
            : address.ToString();
    }
}
