using LeadMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Refuses a contractor whose requests make us call Stripe too often. Every form of the page counts: telling apart those that
/// call from those that do not would save nobody anything.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitStripeCallsAttribute() : LimitAttribute(RateLimits.StripeCalls)
{
    /// <summary>When looking at the page calls Stripe as well.</summary>
    public StripeLooks Looking { get; init; }

    protected override bool Counts(PageHandlerExecutingContext context) =>
        !string.Equals(context.HandlerMethod?.HttpMethod, HttpMethods.Get, StringComparison.OrdinalIgnoreCase) || Looking switch
        {
            StripeLooks.Always => true,
            StripeLooks.ComingBack => context.HandlerArguments.TryGetValue("back", out var from) && from is not null,
            _ => false,
        };
}

/// <summary>When looking at a page makes us call Stripe.</summary>
public enum StripeLooks
{
    Never,

    /// <summary>With <c>?back=</c>, after one of Stripe's own pages.</summary>
    ComingBack,

    Always,
}
