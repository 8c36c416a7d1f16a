using System.Numerics;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>A rule that every market keeps was broken.</summary>
public sealed class BrokenInvariantException(string message) : Exception(message);

/// <summary>The rules of every market, one by one. Checked after each of a hundred thousand steps: hence the loops.</summary>
internal sealed partial class Invariants(TownModules modules)
{
    private readonly HashSet<UnlockId> _priced = [];
    private readonly HashSet<UnlockId> _known = [];
    private readonly Dictionary<UnlockId, long> _totals = [];

    private Town Town => modules.Town;

    /// <summary>What holds at any moment.</summary>
    public void Check()
    {
        SlotsAreNeverOversoldAndBelongToWhoHoldsThem();
        ContactsAreShownToWhoHasPaidAlone();
        NothingGoesBackThatNeverCame();
        NobodyBuysALeadTwice();
        NobodyKeepsALeadForNothing();
        PricesAreTheMarkets();
        MoneyGoesBackForTheCauseThatWasKept();
        PlansGiveTheirRights();
    }

    // I1, I2
    private void SlotsAreNeverOversoldAndBelongToWhoHoldsThem()
    {
        Span<int> held = stackalloc int[Town.Leads];
        foreach (var unlock in Town.Unlocks)
        {
            if (!IsActive(unlock)) continue;
            var lead = Town.IndexOf(unlock.ListingId);
            if ((held[lead] & unlock.Slots) != 0) Broken("I1", $"a slot of lead {lead} has two holders");
            held[lead] |= unlock.Slots;
        }

        for (var lead = 0; lead < Town.Leads; lead++)
        {
            if (BitOperations.PopCount((uint)Town.SlotsOf(lead)) > Town.Listings[lead].Capacity || Town.SlotsOf(lead) >= 1 << Town.Listings[lead].Capacity)
                Broken("I1", $"lead {lead} is oversold");
            if (held[lead] != Town.SlotsOf(lead)) Broken("I2", $"lead {lead} says {Town.SlotsOf(lead)} is taken, its holders {held[lead]}");
        }
    }

    // Two holds a day that come to nothing, by whoever could have paid them.
    private void NobodyKeepsALeadForNothing()
    {
        foreach (var last in Town.Unlocks)
        {
            if (last.State is not UnlockState.Expired || !last.Tried) continue;
            var tries = 0;
            foreach (var unlock in Town.Unlocks)
            {
                if (unlock.State is UnlockState.Expired && unlock.Tried && unlock.ContractorId == last.ContractorId && unlock.ListingId == last.ListingId
                    && unlock.IsUpgrade == last.IsUpgrade && unlock.EndedAt <= last.EndedAt && unlock.EndedAt > last.ReservedAt.AddHours(-24)) tries++;
            }

            if (tries > 3) Broken("holds", $"{Name(last)} was the fourth hold within a day that came to nothing");
        }
    }

    // I3. What a contractor reads is the copy, while the unlock is paid.
    private void ContactsAreShownToWhoHasPaidAlone()
    {
        foreach (var contact in Town.Contacts)
        {
            var unlock = Town.UnlockOf(contact.UnlockId)!;
            if (unlock.PaidAt is null || unlock.IsUpgrade) Broken("I3", $"{Name(unlock)} has a contact it did not pay for");
            var withdrawn = Town.ListingOf(unlock).WithdrawnAt is not null;
            if (contact.WithdrawnAt is not null != contact.Phone is null) Broken("I3", $"{Name(unlock)}: half a contact");
            if (unlock.State is UnlockState.Refunded && contact.Phone is not null) Broken("I3", $"{Name(unlock)} has money and contact");
            if (contact.WithdrawnAt is not null && unlock.State is not UnlockState.Refunded && !withdrawn) Broken("I3", $"{Name(unlock)} lost a contact it paid for");
        }

        foreach (var unlock in Town.Unlocks)
        {
            if (unlock is { State: UnlockState.Paid, IsUpgrade: false } && Town.ContactOf(unlock.Id) is null) Broken("I3", $"{Name(unlock)} is paid and has no contact");
            if (unlock.State is UnlockState.Paid && unlock.OpenDisputes.Length > 0) Broken("I3", $"{Name(unlock)} shows the contact while the bank has the money");
        }
    }

    // I4, while it is under way; at the end it is exact.
    private void NothingGoesBackThatNeverCame()
    {
        foreach (var (purchase, till) in modules.Stripe.Tills)
        {
            if (modules.Stripe.Books.KeptOf(purchase) < 0 || till.Left < 0) Broken("I4", $"{purchase} gave back more than came");
        }

        foreach (var unlock in Town.Unlocks)
        {
            if (unlock.PaidAt is null || unlock.Charge!.Total.Cents == 0) continue;
            if (!modules.Stripe.Tills.TryGetValue(unlock.Id.AsPurchase(), out var till) || till.Settled < unlock.Charge.Total.Cents)
                Broken("I4", $"{Name(unlock)} was delivered without its money");
        }
    }

    // I5, and what the unique indexes say besides.
    private void NobodyBuysALeadTwice()
    {
        Span<int> leads = stackalloc int[Town.Contractors * Town.Leads];
        Span<int> upgrades = stackalloc int[Town.Leads];
        foreach (var unlock in Town.Unlocks)
        {
            var lead = Town.IndexOf(unlock.ListingId);
            if (unlock.IsUpgrade)
            {
                if (IsActive(unlock) && ++upgrades[lead] > 1) Broken("I5", $"lead {lead} has two upgrades");
                if (unlock.State is UnlockState.Paid && Town.UnlockOf(unlock.Upgrades!.Value)!.State is UnlockState.Refunded) Broken("I5", $"{Name(unlock)} is kept without its lead");
                continue;
            }

            var own = (Town.Companies.FindIndex(company => company.Id == unlock.ContractorId) * Town.Leads) + lead;
            // Refunded: who has had the contact does not get it again, so that one counts for ever.
            if ((IsActive(unlock) || unlock.PaidAt is not null) && ++leads[own] > 1) Broken("I5", $"{Name(unlock)} is the buyer's second");
        }
    }

    // I8: from plan, offer and code alone; and I13: of the plan that Billing knew when the price was frozen.
    private void PricesAreTheMarkets()
    {
        foreach (var unlock in Town.Unlocks)
        {
            if (unlock.Charge is not { } charge) continue;
            if (!_priced.Add(unlock.Id))
            {
                if (_totals[unlock.Id] != charge.Total.Cents) Broken("I8", $"the frozen price of {Name(unlock)} has changed");
            }
            else
            {
                _totals[unlock.Id] = charge.Total.Cents;
                if (charge.Subtotal.Cents != ListPriceOf(unlock)) Broken("I13", $"{Name(unlock)} is listed at {charge.Subtotal.Cents}, its plan and mode say {ListPriceOf(unlock)}");
                if (charge.Discount.Cents != (modules.Coupons.Of(unlock.Id.AsPurchase())?.Discount ?? 0)) Broken("I8", $"the discount of {Name(unlock)} is nobody's code");
            }

            if (modules.Stripe.Tills.TryGetValue(unlock.Id.AsPurchase(), out var till) && till.Asked is { } asked && asked.Charge.Total != charge.Total)
                Broken("I8", $"Stripe asks another price than the frozen one of {Name(unlock)}");
        }
    }

    private long ListPriceOf(Unlock unlock)
    {
        if (unlock.Upgrades is { } lead) return Exclusive(unlock) - Town.UnlockOf(lead)!.Charge!.Subtotal.Cents;
        return Town.ListingOf(unlock).Mode is SellingMode.Exclusive ? Exclusive(unlock) : Town.Market.FindPlan(modules.Plans[unlock.ContractorId])!.LeadPrice.Cents;
    }

    private long Exclusive(Unlock unlock) => Town.Market.ExclusivePriceOf(Town.ListingOf(unlock).Service)!.Value.Cents;

    // I10: Billing knows a refund by its cause, and asked with another would send the money a second time. Another may stand there once a card
    // did not take the first.
    private void MoneyGoesBackForTheCauseThatWasKept()
    {
        foreach (var unlock in Town.Unlocks)
        {
            if (!modules.Stripe.Tills.TryGetValue(unlock.Id.AsPurchase(), out var till)) continue;
            foreach (var refund in till.Refunds)
            {
                if (refund is { Whole: true, State: BookedState.Pending or BookedState.Done } && refund.Cause != unlock.RefundCause?.Word)
                    Broken("I10", $"{Name(unlock)} is given back for {refund.Cause}, and says {unlock.RefundCause?.Word ?? "nothing"}");
            }
        }
    }

    // I13: early access, by the newest plan that was heard of.
    private void PlansGiveTheirRights()
    {
        foreach (var company in Town.Companies)
        {
            if (company.Plan != NewestHeardOf(company)) Broken("I13", $"{company.Plan} is not the newest plan that was heard of");
        }

        foreach (var unlock in Town.Unlocks)
        {
            if (!_known.Add(unlock.Id) || unlock.IsUpgrade) continue;
            var wait = Town.Market.FindPlan(Town.Companies.Find(company => company.Id == unlock.ContractorId)!.Plan!)!.Wait;
            if (unlock.ReservedAt < Town.ListingOf(unlock).ListedAt + wait) Broken("I13", $"{Name(unlock)} came before its plan's turn");
        }
    }

    private string NewestHeardOf(Contractor company)
    {
        var (plan, since) = (FirstPlans[Town.Companies.IndexOf(company)], DateTimeOffset.MinValue);
        foreach (var heard in modules.Heard)
        {
            if (heard is Billing.Contracts.PlanChanged changed && changed.Contractor == company.Id && changed.At >= since) (plan, since) = (changed.To, changed.At);
        }

        return plan;
    }

    private static readonly string[] FirstPlans = ["free", "pro", "elite", "free"];

    private string Name(Unlock unlock) => $"unlock {Town.Unlocks.IndexOf(unlock)} ({unlock.State.Spelled()}{(unlock.IsUpgrade ? ", upgrade" : "")})";

    // The domain searches an array for it; this is asked millions of times.
    private static bool IsActive(Unlock unlock) => unlock.State is not (UnlockState.Expired or UnlockState.Refunding or UnlockState.Refunded);

    private static void Broken(string rule, string how) => throw new BrokenInvariantException($"{rule}: {how}");
}
