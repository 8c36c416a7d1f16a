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
[LimitStripeCalls]
public sealed class ListingModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    [FromRoute(Name = "listing")]
    public Guid ListingValue { get; set; }

    public ListingView View { get; private set; } = null!;

    public ContractorView Contractor { get; private set; } = null!;

    /// <summary>Only while the lead is on offer.</summary>
    public PaymentOffer Offer { get; private set; } = null!;

    /// <summary>The code as typed, applied or refused.</summary>
    public string? Coupon { get; private set; }

    public bool CouponApplied { get; private set; }

    public BoardItem Item => View.Item;

    public bool Exclusive => LeadPrices.OfferOf(Item) is not null;

    public PurchaseStage Stage =>
        PurchaseStages.Of(View.Unlock)
        ?? (View.Refusal is not null ? PurchaseStage.Gone : Item.SlotsTaken >= Item.Capacity ? PurchaseStage.SoldOut : PurchaseStage.Offered);

    /// <summary>A letter longer than any code: a text that was cut is none, and is refused as none. A cookie has to hold it.</summary>
    private const int KeptOfCoupon = StartUnlock.LongestCoupon + 1;

    /// <param name="back">How one comes back from Stripe. Says only that it is worth looking again.</param>
    public async Task<IActionResult> OnGet(string? back, CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        if (Stage.LooksAgainIn(back) is { } seconds) LookAgainIn(seconds);
        return await Show(cancel);
    }

    /// <summary>Prices a code, holding nothing.</summary>
    public IActionResult OnPostCoupon([FromForm] string? coupon)
    {
        // In the encrypted cookie, not in the address: codes stay out of histories and logs.
        if (string.IsNullOrWhiteSpace(coupon)) TempData.Remove(CouponKey);
        else TempData[CouponKey] = coupon.Trim()[..Math.Min(coupon.Trim().Length, KeptOfCoupon)];
        return SeeOther(Here + "#price");
    }

    public async Task<IActionResult> OnPostUnlock([FromForm] string? coupon, [FromForm] TypedPayment payment, CancellationToken cancel)
    {
        var here = Links.Absolute(Here);
        var typed = string.IsNullOrWhiteSpace(coupon) ? null : coupon;
        var started = await modules.Send(
            new StartUnlock(User.ContractorId(), Listing, typed, new ReturnAddresses(Links.Absolute(Here + PurchaseStages.Paid), here), payment.UseCredits, payment.Choice), cancel);
        if (started.IsFailure) return await Again(started.Error, cancel, payment.UseCredits);

        TempData.Remove(CouponKey);
        return SeeOther(TypedPayment.Next(started.Value, Here));
    }

    public async Task<IActionResult> OnPostCancel([FromForm] Guid unlock, CancellationToken cancel)
    {
        var cancelled = await modules.Send(new CancelUnlock(User.ContractorId(), new UnlockId(unlock)), cancel);
        if (cancelled.IsFailure) return await Again(cancelled.Error, cancel);

        // Until Stripe has closed the payment page, nobody knows that nothing was paid: the page says so itself. The money may have arrived
        // first: then it shows the contact.
        if (cancelled.Value.State is "expired") Tell("listing.given-back");
        return SeeOther(Here);
    }

    public async Task<IActionResult> OnPostResume(CancellationToken cancel)
    {
        var resumed = await modules.Send(new ResumeLeads(User.ContractorId()), cancel);
        if (resumed.IsFailure) return await Again(resumed.Error, cancel);

        Tell("board.resumed");
        return SeeOther(Here);
    }

    private ListingId Listing => new(ListingValue);

    private string Here => Links.Listing(Listing);

    private string CouponKey => $"coupon-{ListingValue:N}";

    private async Task<IActionResult> Again(Error refused, CancellationToken cancel, bool useCredits = true)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;
        await Show(cancel, useCredits);
        return Refuse(refused);
    }

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var contractor = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (contractor.IsFailure) return Stop(contractor.Error);
        var found = await modules.Send(new GetListing(User.ContractorId(), Listing), cancel);
        if (found.IsFailure) return Stop(found.Error);

        (Contractor, View) = (contractor.Value, found.Value);
        return null;
    }

    private async Task<IActionResult> Show(CancellationToken cancel, bool useCredits = true)
    {
        if (Stage is not PurchaseStage.Offered) return Page();

        var quote = await modules.Send(Quote(discount: 0), cancel);
        if (quote.IsFailure) return Stop(quote.Error);
        Coupon = TempData.Peek(CouponKey) as string;
        var price = Coupon is null ? quote.Value.Charge : await PriceWithCoupon(Coupon, quote.Value.Charge, cancel);
        var offer = await PaymentOffer.For(modules, User.ContractorId(), Bought.Lead, price, useCredits, cancel);
        if (offer.IsFailure) return Stop(offer.Error);

        Offer = offer.Value;
        return Page();
    }

    /// <summary>The price less the code's discount; the full one beside a refusal when the code cannot be used.</summary>
    private async Task<Charge> PriceWithCoupon(string coupon, Charge full, CancellationToken cancel)
    {
        var preview = await modules.Send(new PreviewCoupon(User.ContractorId(), coupon, full.Subtotal), cancel);
        var quote = preview.IsFailure ? preview.Error : await modules.Send(Quote(preview.Value.Discount.Cents), cancel);
        if (quote.Succeeded(out var less))
        {
            CouponApplied = true;
            return less.Charge;
        }

        TempData.Remove(CouponKey);
        Refuse(Error.Invalid(quote.Error.Fields.Count > 0 ? quote.Error.Fields[0].Code : quote.Error.Code, "coupon"));
        return full;
    }

    private QuoteLead Quote(long discount) => new(User.ContractorId(), discount, LeadPrices.OfferOf(Item));
}
