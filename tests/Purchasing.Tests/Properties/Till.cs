using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

internal enum BookedState
{
    Pending,
    Done,
    Failed,

    /// <summary>Failed, and credits have taken its place.</summary>
    Credited,
}

/// <summary>Money of a purchase on its way back, or there.</summary>
/// <param name="Whole">All that was left was asked for, not a part.</param>
internal sealed record BookedRefund(PurchaseId Purchase, string Cause, RefundWay Way, bool Whole)
{
    public required long Cents { get; set; }

    public BookedState State { get; set; }
}

/// <summary>What Stripe and Billing know of one purchase.</summary>
internal sealed class Till(OpenCheckout? asked)
{
    public OpenCheckout? Asked => asked;

    public CheckoutState State { get; set; }

    public string? CardRefusal { get; set; }

    /// <summary>What of the price credits are to pay.</summary>
    public long Share { get; set; }

    /// <summary>Set aside, or spent once it is paid.</summary>
    public long Credits { get; set; }

    /// <summary>Accepted: by card and credits.</summary>
    public long Settled { get; set; }

    public long LostToBank { get; set; }

    public List<BookedRefund> Refunds { get; } = [];

    /// <summary>The dispute that the bank has not decided.</summary>
    public string? Dispute { get; set; }

    public int Disputes { get; set; }

    /// <summary>Neither back, nor on its way back, nor with the bank.</summary>
    public long Left
    {
        get
        {
            var left = Settled - LostToBank;
            foreach (var refund in Refunds)
            {
                if (refund.State is not BookedState.Failed) left -= refund.Cents;
            }

            return left;
        }
    }

    /// <summary>Nothing is left paid: what is on its way has arrived too.</summary>
    public bool AllBack
    {
        get
        {
            if (Left > 0) return false;
            foreach (var refund in Refunds)
            {
                if (refund.State is BookedState.Pending) return false;
            }

            return true;
        }
    }
}
