using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>How far the purchase of a lead, or of its exclusivity, is for the contractor who looks at it.</summary>
public enum PurchaseStage
{
    /// <summary>Can be bought.</summary>
    Offered,

    /// <summary>Cannot be bought: every slot is held or sold, none of them by this contractor.</summary>
    SoldOut,

    /// <summary>Cannot be bought any more, or not by this contractor.</summary>
    Gone,

    /// <summary>Slot held; Stripe has not answered yet.</summary>
    Opening,

    /// <summary>Slot held; waiting for the payment.</summary>
    Open,

    /// <summary>Slot held; paid in a way that takes days.</summary>
    Processing,

    /// <summary>The slot is being given back.</summary>
    Cancelling,

    Paid,

    /// <summary>The money went back, is on its way, is owed, or is in dispute; the contact is hidden.</summary>
    Undone,
}

internal static class PurchaseStages
{
    /// <summary>Null when none is under way or done.</summary>
    public static PurchaseStage? Of(UnlockView? purchase) => purchase?.State switch
    {
        "reserved" or "opening" => PurchaseStage.Opening,
        "open" => PurchaseStage.Open,
        "processing" => PurchaseStage.Processing,
        "cancelling" => PurchaseStage.Cancelling,
        "paid" => PurchaseStage.Paid,
        // Money that bought nothing and went back stands in nobody's way.
        "refunded" when purchase.PaidAt is null => null,
        "refunding" or "refunded" or "refund-pending" or "refund-failed" or "disputed" or "charged-back" => PurchaseStage.Undone,
        _ => null,
    };

    /// <summary>At the end of the address by which Stripe sends back whoever has paid.</summary>
    public const string Paid = "?back=paid";

    /// <summary>In how many seconds there will be something new to see; null when somebody has to do something first.</summary>
    /// <param name="back">As in <see cref="Paid"/>.</param>
    public static int? LooksAgainIn(this PurchaseStage stage, string? back) => stage switch
    {
        PurchaseStage.Opening or PurchaseStage.Cancelling => 2,
        // Somebody who has just paid is back before Stripe's message is. Who only holds a slot reads in peace: a page that loads itself
        // again is read out from its top each time.
        PurchaseStage.Open when back is "paid" => 5,
        _ => null,
    };
}
