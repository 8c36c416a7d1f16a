using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <content>Refunds and disputes.</content>
internal sealed partial class PureStripe
{
    public Result<RefundView> Refund(RefundPurchase request)
    {
        if (!_tills.TryGetValue(request.Purchase, out var till) || till.Settled == 0) return Error.Conflict("billing.nothing-to-refund");
        foreach (var known in till.Refunds)
        {
            if (known.Cause == request.Cause) return View(till, known);
        }

        if (till.Dispute is not null) return Error.Conflict("billing.disputed");
        var (left, cents) = (till.Left, request.Cents ?? till.Left);
        if (left == 0) return Error.Conflict("billing.nothing-to-refund");
        if (cents > left) return Error.Conflict("billing.refund-too-large");
        if (request.Way is RefundWay.Card && Line is Line.Down) return Away;

        var refund = new BookedRefund(request.Purchase, request.Cause, request.Way, Whole: request.Cents is null) { Cents = cents };
        till.Refunds.Add(refund);
        if (request.Way is RefundWay.Credit || RefundsAre is RefundProgress.Done) Settle(refund, succeed: true);
        else if (RefundsAre is RefundProgress.Failed) Settle(refund, succeed: false);
        return request.Way is RefundWay.Card && Line is Line.Deaf ? Away : View(till, refund);
    }

    /// <summary>Somebody at Stripe gives back what is left, or a part of it.</summary>
    public void RefundInDashboard(PurchaseId purchase, long? cents)
    {
        var till = _tills[purchase];
        if (till.Dispute is not null || till.Left == 0) return;
        var refund = new BookedRefund(purchase, $"stripe:re_{till.Refunds.Count}", RefundWay.Card, Whole: false) { Cents = Math.Min(cents ?? till.Left, till.Left) };
        till.Refunds.Add(refund);
        Settle(refund, succeed: true);
    }

    /// <summary>The card took it, or did not.</summary>
    public void Settle(BookedRefund refund, bool succeed)
    {
        if (refund.State is not BookedState.Pending) return;
        var till = _tills[refund.Purchase];
        refund.State = succeed ? BookedState.Done : BookedState.Failed;
        if (succeed) Booked(till, refund, refund.Way);
        else tell(new RefundFailed(refund.Purchase, till.Asked!.Contractor, refund.Cause, Samples.Cad(refund.Cents), now()));
    }

    /// <summary>An operator gives as credits what a card did not take.</summary>
    public void CreditFailed(BookedRefund refund)
    {
        var till = _tills[refund.Purchase];
        // Another cause may have given it back meanwhile, or a part of it, and what the bank has is not ours to give.
        if (refund.State is not BookedState.Failed || till.Dispute is not null || till.Left == 0) return;
        (refund.Cents, refund.State) = (Math.Min(refund.Cents, till.Left), BookedState.Credited);
        Booked(till, refund, RefundWay.Credit);
    }

    /// <returns>False when there is nothing that a bank could ask back.</returns>
    public bool OpenDispute(PurchaseId purchase)
    {
        var till = _tills[purchase];
        if (till.Dispute is not null || till.LostToBank > 0 || till.Settled == till.Credits || till.Left <= till.Credits || Pending(till)) return false;
        till.Dispute = $"du_{till.Disputes++}";
        tell(new PurchaseDisputed(purchase, till.Asked!.Contractor, till.Dispute, Samples.Cad(till.Left), "fraudulent", now()));
        return true;
    }

    public void EndDispute(PurchaseId purchase, bool won)
    {
        var till = _tills[purchase];
        if (till.Dispute is not { } dispute) return;
        till.Dispute = null;
        if (!won)
        {
            // The bank gives back what a card paid; what credits paid was never the bank's.
            var lost = till.Left - Math.Min(till.Credits, till.Left);
            till.LostToBank = lost;
            Books.Move(purchase, "purchase", "bank", lost);
        }

        tell(new DisputeClosed(purchase, till.Asked!.Contractor, dispute, won, now()));
    }

    private static bool Pending(Till till)
    {
        foreach (var refund in till.Refunds)
        {
            if (refund.State is BookedState.Pending) return true;
        }

        return false;
    }

    private static RefundView View(Till till, BookedRefund refund) => new(
        refund.State switch { BookedState.Pending => RefundProgress.Pending, BookedState.Failed => RefundProgress.Failed, _ => RefundProgress.Done },
        Samples.Cad(refund.Cents), Whole: refund.State is not BookedState.Failed && till.Left == 0);

    private void Booked(Till till, BookedRefund refund, RefundWay way)
    {
        Books.Move(refund.Purchase, "purchase", way is RefundWay.Credit ? "credits" : "card", refund.Cents);
        if (way is RefundWay.Credit) Grant(till.Asked!.Contractor, refund.Cents);
        tell(new PurchaseRefunded(refund.Purchase, till.Asked!.Contractor, refund.Cause, Samples.Cad(refund.Cents), way, till.AllBack, now()));
    }
}
