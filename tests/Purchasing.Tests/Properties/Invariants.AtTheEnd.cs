using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <content>What holds once the faults have stopped.</content>
internal sealed partial class Invariants
{
    /// <summary>When nothing is under way any more that does not wait for a person.</summary>
    public void CheckPurchasesEnded()
    {
        EverythingHasEnded();
        MoneyIsWhereItBelongs();
        CouponsAreUsedOrFree();
    }

    /// <summary>When nothing does.</summary>
    public void CheckEnd()
    {
        CheckPurchasesEnded();
        ReturnsAreAnswered();
    }

    // I9
    private void EverythingHasEnded()
    {
        foreach (var unlock in Town.Unlocks)
        {
            if (unlock.State is not (UnlockState.Paid or UnlockState.Expired or UnlockState.Refunded or UnlockState.ChargedBack)) Broken("I9", $"{Name(unlock)} has not ended");
            if (unlock.IsUpgrade && unlock.State is UnlockState.Paid && Town.UnlockOf(unlock.Upgrades!.Value)!.State is UnlockState.Refunded) Broken("I9", $"{Name(unlock)} is kept");
        }

        if (modules.Waiting.Count > 0) Broken("I9", $"{modules.Waiting[0]} is not taken");
    }

    // I4: captured less refunded less charged back is what the books hold, and nothing of what bought nothing.
    private void MoneyIsWhereItBelongs()
    {
        foreach (var unlock in Town.Unlocks)
        {
            var purchase = unlock.Id.AsPurchase();
            var kept = modules.Stripe.Books.KeptOf(purchase);
            if (modules.Stripe.Tills.TryGetValue(purchase, out var till) && till.Left != kept) Broken("I4", $"{Name(unlock)}: the books say {kept}, the payment {till.Left}");
            // Credits beside a card whose bank has decided against us: Billing holds them, and an operator gives them back.
            var operators = unlock.PaidAt is null && till is { LostToBank: > 0 } ? till.Credits : 0;
            if (unlock.State is UnlockState.Expired or UnlockState.Refunded && kept != 0 && kept != operators) Broken("I4", $"{kept} of {Name(unlock)} was kept for nothing");
            if (unlock.State is UnlockState.Paid && kept == 0 && unlock.Charge!.Total.Cents > 0) Broken("I4", $"{Name(unlock)} is free of charge");
        }
    }

    private void CouponsAreUsedOrFree()
    {
        foreach (var use in modules.Coupons.Uses)
        {
            var unlock = Town.UnlockOf(new Kernel.UnlockId(use.Purchase.Value))!;
            if (use.State is UseState.Reserved) Broken("I7", $"{use.Code} is held by {Name(unlock)} for ever");
            if (use.State is UseState.Redeemed && unlock.PaidAt is null) Broken("I7", $"{use.Code} was used up by {Name(unlock)}, which was never paid");
            if (use.State is UseState.Redeemed && unlock.State is UnlockState.Refunded) Broken("I7", $"{use.Code} stays used by {Name(unlock)}, whose money went back");
        }
    }

    private void ReturnsAreAnswered()
    {
        foreach (var asked in Town.Returns)
        {
            var unlock = Town.UnlockOf(asked.UnlockId)!;
            if (asked.State is not (ReturnState.Approved or ReturnState.Denied)) Broken("I9", $"a return is {asked.State}");
            if (asked.State is ReturnState.Approved && unlock.State is not (UnlockState.Refunded or UnlockState.ChargedBack)) Broken("I9", $"{Name(unlock)} was taken back and not refunded");
            if (asked.State is ReturnState.Approved && asked.SettleAt is not null) Broken("I9", $"the money of {Name(unlock)} is looked after for ever");
        }
    }
}
