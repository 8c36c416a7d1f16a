using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>One lead: what is known before paying, the price to the cent, and the contact once it is paid. Stripe sends people
/// back here; what they see is our own state, whatever the address says.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
[LimitCouponTries]
public sealed class ListingModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    [FromRoute(Name = "listing")]
    public Guid ListingValue { get; set; }

    public ListingView View { get; private set; } = null!;

    public Charge Price { get; private set; } = null!;

    /// <summary>The code as typed, applied or refused.</summary>
    public string? Coupon { get; private set; }

    /// <summary>How credits could help to pay; null when there are none to spend.</summary>
    public CreditShare? Share { get; private set; }

    /// <summary>Whether the box is ticked. Ticked until they say otherwise: credits buy nothing else.</summary>
    public bool UseCredits { get; private set; } = true;

    /// <summary>Longer than any code: what is cut off was none, and is refused as none.</summary>
    private const int LongestCoupon = 65;

    public bool CouponApplied { get; private set; }

    public BoardItem Item => View.Item;

    public ListingStage Stage => ListingStages.Of(View);

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ?? await Show(cancel);

    /// <summary>Prices a code, holding nothing.</summary>
    public IActionResult OnPostCoupon([FromForm] string? coupon)
    {
        // In the encrypted cookie, not in the address: codes stay out of histories and logs.
        if (string.IsNullOrWhiteSpace(coupon)) TempData.Remove(CouponKey);
        else TempData[CouponKey] = coupon.Trim() is { Length: <= LongestCoupon } code ? code : coupon.Trim()[..LongestCoupon]; // a cookie has to hold it
        return SeeOther(Links.Listing(Listing) + "#price");
    }

    public async Task<IActionResult> OnPostUnlock([FromForm] string? coupon, [FromForm] bool useCredits, CancellationToken cancel)
    {
        UseCredits = useCredits;
        var here = Links.Absolute(Links.Listing(Listing));
        var typed = string.IsNullOrWhiteSpace(coupon) ? null : coupon;
        var started = await modules.Send(new StartUnlock(User.ContractorId(), Listing, typed, new ReturnAddresses(here, here), useCredits), cancel);
        if (started.Succeeded(out var unlock))
        {
            TempData.Remove(CouponKey);
            return SeeOther(unlock.Checkout?.AbsoluteUri ?? Links.Listing(Listing));
        }

        if (await Load(cancel) is { } elsewhere) return elsewhere;
        await Show(cancel);
        return Refuse(started.Error);
    }

    public async Task<IActionResult> OnPostCancel([FromForm] Guid unlock, CancellationToken cancel)
    {
        var cancelled = await modules.Send(new CancelUnlock(User.ContractorId(), new UnlockId(unlock)), cancel);
        if (cancelled.IsFailure)
        {
            if (await Load(cancel) is { } elsewhere) return elsewhere;
            await Show(cancel);
            return Refuse(cancelled.Error);
        }

        // The money may have arrived first: then the page shows the contact and no such message.
        if (cancelled.Value.State is "expired" or "cancelling") Tell("listing.given-back");
        return SeeOther(Links.Listing(Listing));
    }

    private ListingId Listing => new(ListingValue);

    private string CouponKey => $"coupon-{ListingValue:N}";

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var found = await modules.Send(new GetListing(User.ContractorId(), Listing), cancel);
        if (found.IsFailure) return Stop(found.Error);

        View = found.Value;
        return null;
    }

    private async Task<IActionResult> Show(CancellationToken cancel)
    {
        if (Stage is ListingStage.Opening or ListingStage.Cancelling) LookAgainIn(seconds: 2);
        // Somebody who has just paid is back before Stripe's message is.
        if (Stage is ListingStage.Open) LookAgainIn(seconds: 5);
        if (Stage is not ListingStage.Offered) return Page();

        var quote = await modules.Send(new QuoteLead(User.ContractorId()), cancel);
        if (quote.IsFailure) return Stop(quote.Error);
        Price = quote.Value.Charge;
        Coupon = TempData.Peek(CouponKey) as string;
        var shown = Coupon is null ? Page() : await PriceWithCoupon(Coupon, cancel);
        var credits = await modules.Send(new GetCredits(User.ContractorId()), cancel);
        if (credits.IsFailure) return Stop(credits.Error);
        Share = CreditShare.Of(Price.Total, credits.Value.Available);
        return shown;
    }

    private async Task<IActionResult> PriceWithCoupon(string coupon, CancellationToken cancel)
    {
        var preview = await modules.Send(new PreviewCoupon(User.ContractorId(), coupon, Price.Subtotal), cancel);
        if (preview.IsFailure)
        {
            TempData.Remove(CouponKey);
            return Refuse(Error.Invalid(preview.Error.Fields.Count > 0 ? preview.Error.Fields[0].Code : preview.Error.Code, "coupon"));
        }

        var quote = await modules.Send(new QuoteLead(User.ContractorId(), preview.Value.Discount.Cents), cancel);
        if (quote.IsFailure) return Stop(quote.Error);
        (Price, CouponApplied) = (quote.Value.Charge, true);
        return Page();
    }
}
