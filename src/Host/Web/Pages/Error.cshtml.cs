using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages;

/// <summary>What went wrong, in the language of the address that failed, and the way on.</summary>
// Shown again in place of a POST, whose token may be the very thing that was refused.
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel(Texts texts, SiteLinks links) : SitePage(texts, links)
{
    private static readonly int[] Worded = [400, 403, 404, 413, 429, 500, 503];

    public int Shown { get; private set; }

    /// <summary>The address may answer another time. What a form sent is not sent again by a link.</summary>
    public bool CanRetry { get; private set; }

    public void OnGet(int status)
    {
        Show(status);
        CanRetry = Shown is 500 or 503 && (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null);
    }

    public void OnPost(int status) => Show(status);

    private void Show(int status) => Shown = Worded.Contains(status) ? status : status < 500 ? 400 : 500;
}
