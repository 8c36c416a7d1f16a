using LeadMarket.Kernel;
using LeadMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Web.Presentation;

/// <summary>What every page model has: words, addresses, refusals, and a redirect after each POST.</summary>
public abstract class SitePage(Texts texts, SiteLinks links) : PageModel
{
    private const string NoticeKey = "notice";

    protected Texts T => texts;

    protected SiteLinks Links => links;

    public FormErrors Errors { get; private set; } = FormErrors.None;

    /// <summary>The page loads itself again: nobody has to press anything.</summary>
    public bool LooksAgain { get; private set; }

    /// <summary>Shows the page again with what was refused.</summary>
    protected PageResult Refuse(Error error)
    {
        Explain(error);
        Response.StatusCode = StatusOf(error);
        RateLimits.TellWhenToRetry(HttpContext, error);
        return Page();
    }

    /// <summary>Says on this page what was refused before it.</summary>
    protected void Explain(Error error) => Errors = FormErrors.From(error, texts, NameOf);

    /// <summary>The name of a field for the summary, where the words of its refusal suit any field: "Enter a whole number."</summary>
    protected virtual string? NameOf(FieldError error) => null;

    /// <summary>A 404 or a 403 of ours: the error page follows, in the language of the address.</summary>
    protected StatusCodeResult Stop(Error error) => StatusCode(StatusOf(error));

    /// <summary>303: the browser follows with GET, whatever it sent.</summary>
    protected StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>An address that came with the request, if it is one of ours; the other way round it would lead anywhere.</summary>
    // Ours are always plain ASCII, and a header can hold nothing else.
    protected string OursOr(string? address, string otherwise) => Url.IsLocalUrl(address) && address.All(char.IsAscii) ? address : otherwise;

    /// <summary>Words for the next page this visitor sees, once.</summary>
    protected void Tell(string key) => TempData[NoticeKey] = texts[key];

    /// <summary>As <see cref="Tell(string)"/>, where the next page is in another language than this one.</summary>
    protected void TellIn(string locale, string key) => TempData[NoticeKey] = TextBook.Find(locale, key);

    /// <summary>As <see cref="Tell(string)"/>, with what the words leave open.</summary>
    protected void Tell(string key, params object[] values) => TempData[NoticeKey] = texts[key, values];

    /// <summary>Asks the browser to look again: a header, because it works without JavaScript and the policy allows no script in the page.</summary>
    protected void LookAgainIn(int seconds)
    {
        LooksAgain = true;
        Response.Headers["Refresh"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int StatusOf(Error error) => error.Kind switch
    {
        ErrorKind.Validation => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
