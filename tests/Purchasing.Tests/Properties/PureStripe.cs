using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

internal enum Line
{
    Up,

    /// <summary>Nothing reaches Stripe.</summary>
    Down,

    /// <summary>What is asked is done, and the answer is lost.</summary>
    Deaf,
}

/// <summary>Stripe's pages, payments, refunds and disputes, and Billing before them, as the contracts promise it. What happens is told by
/// events that wait in a queue.</summary>
internal sealed partial class PureStripe(Action<IIntegrationEvent> tell, Func<DateTimeOffset> now)
{
    private static readonly Error Away = Error.Unavailable("billing.stripe-unavailable");
    private const long LeastCharge = 50;
    private readonly Dictionary<PurchaseId, Till> _tills = [];
    private readonly Dictionary<ContractorId, long> _credits = [];

    public Books Books { get; } = new();

    public Line Line { get; set; }

    /// <summary>Refuses to open pages at all.</summary>
    public bool Refuses { get; set; }

    public RefundProgress RefundsAre { get; set; } = RefundProgress.Done;

    public IReadOnlyDictionary<PurchaseId, Till> Tills => _tills;

    /// <summary>Whose saved card is refused.</summary>
    public HashSet<ContractorId> BadCards { get; } = [];

    public long CreditsOf(ContractorId contractor) => _credits.GetValueOrDefault(contractor);

    public void Grant(ContractorId contractor, long cents) => _credits[contractor] = CreditsOf(contractor) + cents;

    public static Uri PageOf(PurchaseId purchase) => new($"https://checkout.example/{purchase}");

    public Result<CheckoutView> Open(OpenCheckout request)
    {
        if (!_tills.TryGetValue(request.Purchase, out var till))
        {
            if (Refuses) return Error.Conflict("billing.payments-refused");
            till = new Till(request) { State = CheckoutState.Opening };
            _tills.Add(request.Purchase, till);
            Share(request, till);
            if (till.Credits == request.Charge.Total.Cents)
            {
                Accept(request.Purchase, till, card: 0, matches: true);
                return new CheckoutView(CheckoutState.Opening, null);
            }
        }

        if (till.State is CheckoutState.Closed) return Error.Conflict("billing.checkout-closed");
        if (till.State is CheckoutState.Opening && Line is not Line.Down && TryCard(request, till) && Line is Line.Up) till.State = CheckoutState.Open;
        return till.State is CheckoutState.Open
            ? new CheckoutView(CheckoutState.Open, PageOf(request.Purchase), till.CardRefusal)
            : new CheckoutView(till.State is CheckoutState.Paid ? CheckoutState.Opening : till.State, null);
    }

    public Result<CheckoutState> Close(PurchaseId purchase)
    {
        if (!_tills.TryGetValue(purchase, out var till)) _tills.Add(purchase, till = new Till(null) { State = CheckoutState.Opening });
        if (Line is Line.Down) return Away;
        if (till.State is CheckoutState.Opening or CheckoutState.Open) Shut(purchase, till);
        return Line is Line.Up ? till.State : Away;
    }

    /// <summary>Somebody pays on the page, or the bank took it a moment before the page closed.</summary>
    /// <param name="off">What is captured beside what was asked.</param>
    public void Pay(PurchaseId purchase, long off = 0, bool matches = true)
    {
        var till = _tills[purchase];
        if (till.Asked is not { } asked || till.State is CheckoutState.Processing) return;
        var card = asked.Charge.Total.Cents - till.Share;
        if (till.State is CheckoutState.Paid)
        {
            // Two successful payments: Billing keeps the first and gives the other back.
            Books.Move(purchase, "card", "purchase", card);
            Books.Move(purchase, "purchase", "card", card);
            return;
        }

        if (till.State is CheckoutState.Closed) matches &= TakeAgain(asked.Contractor, till);
        Accept(purchase, till, Math.Max(1, card + off), matches && off == 0);
    }

    public void Debit(PurchaseId purchase)
    {
        var till = _tills[purchase];
        if (till.State is not CheckoutState.Open) return;
        till.State = CheckoutState.Processing;
        tell(new CheckoutProcessing(purchase, till.Asked!.Contractor, now()));
    }

    public void EndDebit(PurchaseId purchase, bool paid)
    {
        var till = _tills[purchase];
        if (till.State is not CheckoutState.Processing) return;
        if (paid) Accept(purchase, till, till.Asked!.Charge.Total.Cents - till.Credits, matches: true);
        else Shut(purchase, till);
    }

    public void Expire(PurchaseId purchase)
    {
        var till = _tills[purchase];
        if (till.State is CheckoutState.Open) Shut(purchase, till);
    }

    // The page is opened beside a saved card only once that was refused.
    private bool TryCard(OpenCheckout request, Till till)
    {
        if (!request.Pay.SavedCard || till.CardRefusal is not null) return true;
        if (BadCards.Contains(request.Contractor))
        {
            till.CardRefusal = "billing.card-declined";
            return true;
        }

        Accept(request.Purchase, till, request.Charge.Total.Cents - till.Credits, matches: true);
        return false;
    }

    private void Share(OpenCheckout request, Till till)
    {
        var total = request.Charge.Total.Cents;
        if (total == 0 || !request.UseCredits) return;
        var credits = Math.Min(total, CreditsOf(request.Contractor));
        // A card takes nothing, or as much as Stripe's least.
        if (total - credits is > 0 and < LeastCharge) credits = Math.Max(0, total - LeastCharge);
        (till.Share, till.Credits) = (credits, credits);
        Grant(request.Contractor, -credits);
    }

    // The credits that belong to it are free since it was closed, and may be spent on something else.
    private bool TakeAgain(ContractorId contractor, Till till)
    {
        if (CreditsOf(contractor) < till.Share) return false;
        Grant(contractor, -till.Share);
        till.Credits = till.Share;
        return true;
    }

    private void Accept(PurchaseId purchase, Till till, long card, bool matches)
    {
        // What bought nothing took no credits.
        if (!matches) Release(till);
        till.State = CheckoutState.Paid;
        till.Settled = card + till.Credits;
        if (card > 0) Books.Move(purchase, "card", "purchase", card);
        if (till.Credits > 0) Books.Move(purchase, "credits", "purchase", till.Credits);
        tell(new CheckoutPaid(purchase, till.Asked!.Contractor, Samples.Cad(till.Settled), now(), matches));
    }

    private void Release(Till till)
    {
        if (till.Asked is { } asked) Grant(asked.Contractor, till.Credits);
        till.Credits = 0;
    }

    private void Shut(PurchaseId purchase, Till till)
    {
        till.State = CheckoutState.Closed;
        Release(till);
        tell(new CheckoutClosed(purchase, now()));
    }
}
