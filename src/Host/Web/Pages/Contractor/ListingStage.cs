using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>What the page of a lead is about right now, for this contractor.</summary>
public enum ListingStage
{
    /// <summary>Can be unlocked.</summary>
    Offered,

    /// <summary>Every slot is held or sold, none of them by this contractor.</summary>
    SoldOut,

    /// <summary>Slot held; Stripe has not answered yet.</summary>
    Opening,

    /// <summary>Slot held; waiting for the payment.</summary>
    Open,

    /// <summary>The slot is being given back.</summary>
    Cancelling,

    Paid,

    /// <summary>The money went back, is on its way, is owed, or is in dispute; the contact is hidden.</summary>
    Undone,
}

internal static class ListingStages
{
    public static ListingStage Of(ListingView view) => view.Unlock?.State switch
    {
        "reserved" or "opening" => ListingStage.Opening,
        "open" => ListingStage.Open,
        "cancelling" => ListingStage.Cancelling,
        "paid" => ListingStage.Paid,
        "refunding" or "refunded" or "refund-pending" or "refund-failed" or "disputed" or "charged-back" => ListingStage.Undone,
        _ => view.Item.SlotsTaken >= view.Item.Capacity ? ListingStage.SoldOut : ListingStage.Offered,
    };
}
