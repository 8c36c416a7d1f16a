using System.Globalization;
using FluentValidation;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Pipeline;
using LeadMarket.Kernel;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Web.Pages.Staff;

/// <summary>Coupons: what exists and how much of it is used, making one, stopping one.</summary>
[Authorize(Policies.Staff)]
[ResponseCache(NoStore = true)]
public sealed class CouponsModel(
    IMediator modules, IEnumerable<IValidator<CreateCoupon>> validators, Moments moments, TimeProvider clock, Texts texts, SiteLinks links)
    : SitePage(texts, links)
{
    // In the order of the form, under the names that errors have.
    private static readonly (string Name, string Label)[] FormFields =
    [
        ("code", "coupons.code"), ("percentOff", "coupons.off"), ("totalCap", "coupons.total-cap"),
        ("perContractorCap", "coupons.each"), ("startsAt", "coupons.starts"), ("endsAt", "coupons.ends"),
    ];

    public IReadOnlyList<CouponSummary> Coupons { get; private set; } = [];

    public Typed Input { get; private set; } = new(null, null, null, "1", null, null, ReturnsOnRefund: true);

    public Task<IActionResult> OnGet(CancellationToken cancel) => Show(cancel);

    public async Task<IActionResult> OnPostCreate([FromForm] Typed input, CancellationToken cancel)
    {
        Input = input;
        if (await Show(cancel) is not PageResult page) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        var wrong = new List<FieldError>();
        var coupon = new CreateCoupon(
            input.Code ?? "", Number(input.PercentOff, "percentOff", wrong), Number(input.TotalCap, "totalCap", wrong),
            Number(input.PerContractorCap, "perContractorCap", wrong),
            Day(input.StartsOn, "startsAt", wrong) is { } first ? moments.StartOf(first) : moments.StartOf(moments.Today()),
            // The last day counts whole: it ends as the next one begins.
            Day(input.EndsOn, "endsAt", wrong) is { } last && last < DateOnly.MaxValue ? moments.StartOf(last.AddDays(1)) : null,
            input.ReturnsOnRefund);
        // In one round: first what cannot be read, then what Coupons says of the rest.
        wrong.AddRange(await validators.Check(coupon, cancel));
        if (wrong.Count > 0) return Refuse(Error.Invalid([.. wrong.OrderBy(error => Array.FindIndex(FormFields, field => field.Name == error.Field))]));

        var created = await modules.Send(coupon, cancel);
        if (created.IsFailure) return Refuse(created.Error);

        Tell("coupons.created");
        return SeeOther(Links.To(PagePaths.Coupons));
    }

    public async Task<IActionResult> OnPostDisable([FromForm] string? code, CancellationToken cancel)
    {
        var disabled = await modules.Send(new DisableCoupon(code ?? ""), cancel);
        if (disabled.IsFailure) return Stop(disabled.Error);

        Tell("coupons.disabled");
        return SeeOther(Links.To(PagePaths.Coupons));
    }

    /// <summary>The key of the word for what a code is worth today.</summary>
    public string StateOf(CouponSummary coupon)
    {
        var now = clock.GetUtcNow();
        return coupon switch
        {
            { Disabled: true } => "coupons.is-disabled",
            _ when coupon.EndsAt <= now => "coupons.is-ended",
            _ when coupon.Used >= coupon.TotalCap => "coupons.is-used-up",
            _ when coupon.StartsAt > now => "coupons.is-upcoming",
            _ => "coupons.is-active",
        };
    }

    protected override string? NameOf(FieldError error) =>
        FormFields.Where(field => field.Name == error.Field).Select(field => T[field.Label]).FirstOrDefault();

    private async Task<IActionResult> Show(CancellationToken cancel)
    {
        var found = await modules.Send(new ListCoupons(), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Coupons = found.Value;
        return Page();
    }

    private static int Number(string? typed, string field, List<FieldError> wrong)
    {
        if (int.TryParse(typed, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)) return number;
        wrong.Add(new FieldError(field, "validation.number"));
        return 0;
    }

    private static DateOnly? Day(string? typed, string field, List<FieldError> wrong)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200) return day;
        wrong.Add(new FieldError(field, "validation.date"));
        return null;
    }

    /// <summary>The form word for word; whether it is a number or a day is said beside the field.</summary>
    public sealed record Typed(string? Code, string? PercentOff, string? TotalCap, string? PerContractorCap, string? StartsOn, string? EndsOn, bool ReturnsOnRefund);
}
