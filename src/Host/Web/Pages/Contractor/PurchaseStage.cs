using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>How far the purchase of a lead, or of its exclusivity, is for the contractor who looks at it.</summary>
public enum PurchaseStage
{
    /// <summary>Can be bought.</summary>
    Offered,

    /// <summary>Cannot be bought: every slot is held or sold, none of them by this contractor.</summary>
    SoldOut,

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
        "refunding" or "refunded" or "refund-pending" or "refund-failed" or "disputed" or "charged-back" => PurchaseStage.Undone,
        _ => null,
    };

    /// <summary>At the end of the address by which Stripe sends back whoever has paid.</summary>
    public const string Paid = "?back=paid";

    /// <summary>In how many seconds there will be something new to see; null when somebody has to do something first.</summary>
    /// <param name="back">As in <see cref="Paid"/>.</param>
    public static int? LooksAgainIn(this PurchaseStage stage, UnlockView? purchase, string? back) => stage switch
    {
        // Why the card was refused is read in peace, until somebody has paid in another way.
        PurchaseStage.Open when purchase?.CardRefusal is not null && back is not "paid" => null,
        PurchaseStage.Opening or PurchaseStage.Cancelling => 2,
        // Somebody who has just paid is back before Stripe's message is.
        PurchaseStage.Open => 5,
        _ => null,
    };
}
