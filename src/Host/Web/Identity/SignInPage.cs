using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace LeadMarket.Web.Identity;

/// <summary>Where somebody who must sign in first is sent: the sign-in page in the language of the address they asked for.</summary>
internal static class SignInPage
{
    public static Task Challenge(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var locale = request.HttpContext.RequestServices.GetRequiredService<PageLocale>().Locale;
        var back = request.PathBase + request.Path + request.QueryString;
        context.Response.Redirect(PagePaths.SignIn.In(locale) + QueryString.Create("returnUrl", back));
        return Task.CompletedTask;
    }
}
