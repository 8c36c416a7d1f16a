using System.Globalization;
using LeadMarket.Leads.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadMarket.Web.Presentation;

/// <summary>What brought the visitor, as the first address they opened tells it, handed on by the links to the form. No cookie:
/// nothing is kept of whoever does not begin a request.</summary>
public sealed class VisitTrail(IHttpContextAccessor accessor, IConfiguration configuration, TimeProvider clock)
{
    private const string Service = "service";
    private const string Referrer = "from";
    private const string Since = "since";

    // Longer than any click id seen so far. What is longer still is somebody's game, and would not fit into an address.
    private const int LongestValue = 500;

    private static readonly string[] Advertised = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "gclid", "fbclid"];

    /// <summary>The address with what is known of the visit, so that the next page knows it too.</summary>
    /// <param name="service">A service key that the visitor has chosen by following the link.</param>
    public string CarriedBy(string address, string? service = null)
    {
        var parameters = Advertised.Select(name => KeyValuePair.Create(name, Told(name))).ToList();
        parameters.Add(KeyValuePair.Create(Referrer, Origin()));
        if (parameters.Exists(parameter => parameter.Value is not null))
            parameters.Add(KeyValuePair.Create(Since, (string?)SeenAt().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(
            address, parameters.Prepend(KeyValuePair.Create(Service, service)).Where(parameter => parameter.Value is not null));
    }

    /// <summary>What this request's address tells, or <c>null</c>.</summary>
    public Attribution? Read()
    {
        var told = new Attribution(
            Told("utm_source"), Told("utm_medium"), Told("utm_campaign"), Told("utm_term"), Told("utm_content"),
            Told("gclid"), Told("fbclid"), Referrer: Origin());
        return told == new Attribution() ? null : told with { SeenAt = SeenAt() };
    }

    /// <summary>The advertiser's own cookies. Only for somebody who has just agreed to measuring and advertising.</summary>
    public Attribution? AdvertiserCookies()
    {
        var (fbp, fbc) = (Cookie("_fbp"), Cookie("_fbc"));
        return fbp is null && fbc is null ? null : new Attribution(Fbp: fbp, Fbc: fbc);
    }

    private HttpRequest Request => accessor.HttpContext!.Request;

    private string? Told(string name) => Fitting(Request.Query[name]);

    private string? Cookie(string name) => Fitting(Request.Cookies[name]);

    private static string? Fitting(string? value) => string.IsNullOrWhiteSpace(value) || value.Length > LongestValue ? null : value;

    /// <summary>The site that linked here, by its host alone: what somebody searched for or read is not ours to keep.</summary>
    private string? Origin()
    {
        if (Told(Referrer) is { } handedOn) return handedOn;
        return Request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } page && !IsOurs(page.Host) ? Fitting(page.Host) : null;
    }

    // Behind a proxy the Host header may not be the public one.
    private bool IsOurs(string host) =>
        string.Equals(host, Request.Host.Host, StringComparison.OrdinalIgnoreCase)
        || string.Equals(host, configuration.GetValue<Uri>("Site:PublicUrl")?.Host, StringComparison.OrdinalIgnoreCase);

    private DateTimeOffset SeenAt()
    {
        var now = clock.GetUtcNow();
        return long.TryParse(Told(Since), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= now.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : now;
    }
}
