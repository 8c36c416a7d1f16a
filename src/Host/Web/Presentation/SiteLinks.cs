using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>Addresses in this request's language.</summary>
public sealed class SiteLinks(PageLocale page, VisitTrail trail, IConfiguration configuration)
{
    public string To(PagePath path, object? values = null) => path.In(page.Locale, values);

    /// <summary>The way into the form, which takes along what brought the visitor.</summary>
    /// <param name="service">The service they have already chosen.</param>
    public string Start(string? service = null) => trail.CarriedBy(To(PagePaths.IntakeStart), service);

    public string Step(DraftId draft, int step) =>
        step == (int)IntakeStep.Contact ? To(PagePaths.IntakeContact, new { draft }) : To(PagePaths.IntakeStep, new { draft, step });

    public string Code(DraftId draft) => To(PagePaths.IntakeCode, new { draft });

    public string Thanks(DraftId draft) => To(PagePaths.IntakeThanks, new { draft });

    public string Listing(ListingId listing) => To(PagePaths.Listing, new { listing });

    /// <summary>With scheme and host, for Stripe and search engines. The host comes from the settings, never from the request:
    /// a forged Host header must not lead a payment back to somebody else.</summary>
    public Uri Absolute(string path) => new(
        new Uri(configuration["Site:PublicUrl"] ?? throw new InvalidOperationException("Site:PublicUrl is not set.")), path);
}
