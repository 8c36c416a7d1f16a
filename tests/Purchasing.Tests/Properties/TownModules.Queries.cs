using System.Numerics;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Application.SweepUnlocks;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <content>The module's queries, as their SQL says them.</content>
internal sealed partial class TownModules
{
    private Task Ask(object request) => request switch
    {
        FindProgress find => Task.FromResult(Progress(find.Unlock)),
        FindRefund find => Task.FromResult(Town.UnlockOf(find.Unlock) is { } unlock
            ? new UnlockRefund(unlock.State, unlock.PaidAt is not null, unlock.Charge is { Total.Cents: 0 }, unlock.RefundCause, unlock.RefundToCredit,
                InHand: unlock is { State: UnlockState.RefundPending, DueAt: null })
            : (Result<UnlockRefund>)UnlockErrors.NotFound),
        FindUnlockedLead find => Task.FromResult(Town.UnlockOf(find.Unlock) is { } unlock
            ? new ListedLead(unlock.ListingId, Town.ListingOf(unlock).LeadId)
            : (Result<ListedLead>)UnlockErrors.NotFound),
        GetUnlock get => Task.FromResult(View(get)),
        FindDueUnlocks => Task.FromResult<Result<IReadOnlyList<DueUnlock>>>(DueUnlocks()),
        FindDueReturns => Task.FromResult<Result<IReadOnlyList<DueReturn>>>(DueReturns()),
        CountSales count => Task.FromResult<Result<ListingSales>>(Sales(count.Listing)),
        _ => AskOthers(request),
    };

    private Result<UnlockProgress> Progress(UnlockId id)
    {
        if (Town.UnlockOf(id) is not { } unlock) return UnlockErrors.NotFound;
        var (listing, lead) = (Town.ListingOf(unlock), unlock.Upgrades is { } of ? Town.UnlockOf(of) : null);
        var company = Town.Companies.Find(each => each.Id == unlock.ContractorId)!;
        var exclusive = lead is not null || listing.Mode is SellingMode.Exclusive;
        return new UnlockProgress(
            unlock.State, listing.WithdrawnAt is not null, lead is not null && LeadGone(lead), unlock.ContractorId,
            new BilledTo(company.Company, company.ContactName, company.Email), company.Locale, listing.Service, listing.Area, unlock.IsUpgrade,
            exclusive ? new LeadOffer(listing.Service, Exclusive: true, lead?.Charge?.Subtotal.Cents ?? 0) : null,
            new UnlockOrder(unlock.ReturnTo, unlock.Coupon, unlock.UseCredits, new PaymentChoice(unlock.PaySavedCard, unlock.KeepCard)), unlock.Charge);
    }

    private Result<UnlockView> View(GetUnlock request)
    {
        if (Town.UnlockOf(request.Unlock) is not { } unlock || unlock.ContractorId != request.Contractor) return UnlockErrors.NotFound;
        return new UnlockView(unlock.Id, unlock.ListingId, unlock.State.Spelled(), unlock.Charge, unlock.CheckoutUrl, unlock.HeldUntil, Contact: null);
    }

    private List<DueUnlock> DueUnlocks()
    {
        var (now, due) = (Town.Clock.Now, new List<Unlock>());
        foreach (var unlock in Town.Unlocks)
        {
            if (unlock.DueAt is not { } at) continue;
            if (at <= now || (OffMarket(unlock) && unlock.State is not (UnlockState.Cancelling or UnlockState.RefundPending))) due.Add(unlock);
        }

        due.Sort((one, other) => one.DueAt!.Value.CompareTo(other.DueAt!.Value));
        return due.ConvertAll(unlock => new DueUnlock(unlock.Id, unlock.State, unlock.HeldUntil, OffMarket(unlock), unlock.Charge?.Total.Cents));
    }

    private bool OffMarket(Unlock unlock) =>
        Town.ListingOf(unlock).WithdrawnAt is not null || (unlock.Upgrades is { } lead && LeadGone(Town.UnlockOf(lead)!));

    private bool LeadGone(Unlock lead) => lead.State is not UnlockState.Paid || !Town.HasContact(lead.Id);

    private List<DueReturn> DueReturns()
    {
        var (now, due) = (Town.Clock.Now, new List<DueReturn>());
        foreach (var asked in Town.Returns)
        {
            var late = asked.State is ReturnState.Requested && asked.RequestedAt <= now - FindDueReturns.EventIsLate;
            if (late || asked.DueAt <= now || asked.SettleAt <= now) due.Add(new DueReturn(asked.Id, asked.State is ReturnState.Approved));
        }

        return [.. due.OrderBy(each => each.Approved)];
    }

    private ListingSales Sales(ListingId listing)
    {
        var sold = 0;
        foreach (var unlock in Town.Unlocks)
        {
            if (unlock.ListingId == listing && unlock.PaidAt is not null && unlock.State.IsActive()) sold |= unlock.Slots;
        }

        return new ListingSales(BitOperations.PopCount((uint)sold), Town.Listings[Town.IndexOf(listing)].Capacity);
    }
}
