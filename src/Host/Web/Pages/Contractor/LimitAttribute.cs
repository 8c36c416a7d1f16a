using System.Threading.RateLimiting;
using LeadMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Refuses who does too often what one of the <see cref="RateLimits"/> counts.</summary>
/// <param name="limit">The key of the limiter.</param>
[AttributeUsage(AttributeTargets.Class)]
public abstract class LimitAttribute(string limit) : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Counts(context))
        {
            await next();
            return;
        }

        var http = context.HttpContext;
        using var lease = http.RequestServices.GetRequiredKeyedService<PartitionedRateLimiter<HttpContext>>(limit).AttemptAcquire(http);
        if (lease.IsAcquired)
        {
            await next();
            return;
        }

        RateLimits.TellWhenToRetry(http, lease);
        context.Result = new StatusCodeResult(StatusCodes.Status429TooManyRequests);
    }

    protected abstract bool Counts(PageHandlerExecutingContext context);
}
