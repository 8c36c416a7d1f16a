using LeadMarket.Sandbox.Stripe.Ledger;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>303: what was posted is done, and the browser goes on by GET.</summary>
internal static class SeeOther
{
    public static IActionResult Shop(HttpResponse response, StripeObject session)
    {
        var address = session.Text("success_url")!.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal);
        // A header holds ASCII only; the shop's address may hold accents.
        return At(response, new Uri(address).AbsoluteUri);
    }

    public static IActionResult At(HttpResponse response, string address)
    {
        response.Headers.Location = address;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
