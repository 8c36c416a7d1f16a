using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Web.Pages.Staff;

/// <summary>One payment and all that became of it: giving money back, crediting a refund that failed, a gesture to the contractor.</summary>
[Authorize(Policies.Staff)]
[ResponseCache(NoStore = true)]
public sealed class PaymentModel(IMediator modules, Texts texts, SiteLinks links, TimeProvider clock) : SitePage(texts, links)
{
    public static readonly IReadOnlyList<string> Reasons = ["goodwill", "duplicate", "mistake", "complaint"];

    public PurchaseMoney Money { get; private set; } = null!;

    public RefundForm Refunding { get; private set; } = new(null, null, null, null);

    public GestureForm Gesture { get; private set; } = new(null, null, null);

    /// <summary>Made with the page: a form sent twice gives once.</summary>
    public Guid Once { get; private set; }

    public async Task<IActionResult> OnGet(Guid purchase, CancellationToken cancel) => await Show(purchase, cancel);

    public async Task<IActionResult> OnPostRefund(Guid purchase, [FromForm] RefundForm form, CancellationToken cancel)
    {
        if (await Show(purchase, cancel) is not PageResult page) return NotFound();
        Refunding = form;
        if (!TryAmount(form.Amount, out var cents)) return Refuse(Error.Invalid("books.amount-invalid", "amount"));
        if (form.Once is not { } once || !Reasons.Contains(form.Reason, StringComparer.Ordinal)) return Refuse(Error.Invalid("books.reason-missing", "reason"));

        var given = await GiveBack(new PurchaseId(purchase), $"{form.Reason}-{once.ToString("N")[^12..]}", form.Way == "credit", cents, cancel);
        if (given.IsFailure) return Refuse(given.Error);
        Tell("payment.refunded");
        return SeeOther(Links.To(PagePaths.Payment, new { purchase }));
    }

    public async Task<IActionResult> OnPostRecredit(Guid purchase, [FromForm] Guid refund, CancellationToken cancel)
    {
        if (await Show(purchase, cancel) is not PageResult page) return NotFound();
        var credited = await modules.Send(new CreditFailedRefund(refund), cancel);
        if (credited.IsFailure) return Refuse(credited.Error);
        Tell("payment.recredited");
        return SeeOther(Links.To(PagePaths.Payment, new { purchase }));
    }

    public async Task<IActionResult> OnPostGesture(Guid purchase, [FromForm] GestureForm form, CancellationToken cancel)
    {
        if (await Show(purchase, cancel) is not PageResult page) return NotFound();
        Gesture = form;
        if (form.Once is not { } once || !TryAmount(form.Credit, out var cents) || cents is null) return Refuse(Error.Invalid("books.amount-invalid", "credit"));

        var granted = await modules.Send(new GrantCredit(once, Money.Summary.Contractor, cents.Value, form.Words?.Trim() ?? ""), cancel);
        if (granted.IsFailure) return Refuse(granted.Error);
        Tell("payment.credited");
        return SeeOther(Links.To(PagePaths.Payment, new { purchase }));
    }

    // A lead's money is Purchasing's to give back, for the contact and the slot go with it; a plan's is Billing's own.
    private async Task<Result> GiveBack(PurchaseId purchase, string cause, bool toCredit, long? cents, CancellationToken cancel)
    {
        if (Money.Documents.All(document => document.Subject is DocumentSubject.Lead))
        {
            var unlock = await modules.Send(new RefundUnlock(purchase.AsUnlock(), cause, toCredit, cents), cancel);
            // Money without a document may be a plan's as well as a lead's: only Purchasing can tell.
            if (!unlock.IsFailure || unlock.Error.Kind is not ErrorKind.NotFound || Money.Documents.Count > 0) return unlock;
        }

        var given = await modules.Send(new RefundPurchase(purchase, cause, toCredit ? RefundWay.Credit : RefundWay.Card, cents), cancel);
        return given.IsFailure ? given.Error : Result.Success;
    }

    private async Task<IActionResult> Show(Guid purchase, CancellationToken cancel)
    {
        Once = Guid.CreateVersion7(clock.GetUtcNow());
        var found = await modules.Send(new GetPurchaseMoney(new PurchaseId(purchase)), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Money = found.Value;
        return Page();
    }

    /// <summary>Cents of an amount as people type it in either language; null for an empty field.</summary>
    private static bool TryAmount(string? typed, out long? cents)
    {
        cents = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;
        var plain = typed.Replace(',', '.').Replace("$", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).Trim();
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
        if (amount is <= 0 or > 1_000_000 || decimal.Round(amount, 2) != amount) return false;
        cents = (long)(amount * 100);
        return true;
    }

    /// <param name="Amount">Empty for all that is left.</param>
    public sealed record RefundForm(Guid? Once, string? Amount, string? Way, string? Reason);

    public sealed record GestureForm(Guid? Once, string? Credit, string? Words);
}
