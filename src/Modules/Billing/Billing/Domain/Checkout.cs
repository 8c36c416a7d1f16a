using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>One purchase's way through Stripe: opening → open → paid or closed, or processing for some days. A purchase never has two.</summary>
internal sealed partial class Checkout : Aggregate
{
    /// <summary>How long Stripe's session lives. Stripe asks for 30 minutes at least; the rest is for clocks that differ.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(31);

    private Checkout()
    {
    }

    public PurchaseId PurchaseId { get; private set; }

    /// <summary>Null only for a purchase that was closed before it was ever opened.</summary>
    public ContractorId? ContractorId { get; private set; }

    public CheckoutState State { get; private set; }

    /// <summary>Counts the idempotency keys: a new one only once the old one can no longer have any effect.</summary>
    public int Attempt { get; private set; }

    /// <summary>Kept before Stripe is called with it.</summary>
    public string? IdempotencyKey { get; private set; }

    public string Currency { get; private set; } = "";

    public long SubtotalCents { get; private set; }

    public long DiscountCents { get; private set; }

    public long TaxCents { get; private set; }

    public long TotalCents { get; private set; }

    /// <summary>Paid with credits, which are set aside from the beginning.</summary>
    public long CreditCents { get; private set; }

    /// <summary>Each tax by its code. Null for a purchase never opened, and before the ledger was kept.</summary>
    public IReadOnlyList<TaxLine>? Taxes { get; private set; }

    /// <summary>Null for a purchase never opened, and before the ledger was kept.</summary>
    public IReadOnlyDictionary<string, string>? Item { get; private set; }

    /// <summary>Null for a purchase never opened, and before the ledger was kept.</summary>
    public BilledTo? BilledTo { get; private set; }

    /// <summary>What it would have cost on the market's first plan, before tax.</summary>
    public long? ListCents { get; private set; }

    /// <summary>It costs the same on every plan: no plan saves anything on it.</summary>
    public bool FixedPrice { get; private set; }

    /// <summary>Of an upgrade: the price of an exclusive lead, before tax, that it and its lead add up to on every plan.</summary>
    public long? UpgradeToCents { get; private set; }

    /// <summary>Null only for a purchase that was never opened.</summary>
    public CheckoutTerms? Terms { get; private set; }

    public string? SessionId { get; private set; }

    public string? Url { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When Stripe ends the session; whole seconds, and part of what every repeat must send unchanged.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>When an opening without an answer is tried again.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>From then on nobody is given the payment page any more.</summary>
    public DateTimeOffset? CloseRequestedAt { get; private set; }

    public int CloseTries { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public Money Total => new(TotalCents, Currency);

    /// <summary>What Stripe is asked for.</summary>
    public Money Card => new(TotalCents - CreditCents, Currency);

    /// <summary>Nothing is left for a card: Stripe never hears of it, and no one can keep it from being paid.</summary>
    public bool NeedsNoCard => ContractorId is not null && Card.Cents == 0;

    /// <summary>Paid, or about to be booked as paid.</summary>
    public bool CountsAsPaid => State is CheckoutState.Paid || (State is CheckoutState.Opening && (NeedsNoCard || ChargedAt is not null));

    public CheckoutView View => new(State, State is CheckoutState.Open && Url is not null ? new Uri(Url) : null, CardRefusal);

    /// <summary>Whether it still makes sense to ask Stripe.</summary>
    public bool CanStillOpen(DateTimeOffset now) => CountsAsPaid || (CloseRequestedAt is null && now < OpenedAt + Life);

    /// <summary>Keeps a purchase's charge and its first idempotency key.</summary>
    /// <param name="credit">Cents of it that credits pay; they are set aside already.</param>
    /// <param name="card">How the rest is paid.</param>
    public static Result<Checkout> Prepare(
        PurchaseId purchase, ContractorId contractor, Charge charge, long credit, CheckoutBill bill, CheckoutTerms terms, DateTimeOffset at,
        CardChoice card = default)
    {
        var tax = charge.Taxes.Aggregate(Money.Zero(charge.Total.Currency), (sum, line) => sum + line.Amount);
        var rest = charge.Total with { Cents = charge.Total.Cents - credit };
        if (charge.Subtotal - charge.Discount + tax != charge.Total || terms.Lines.Sum(line => line.Cents) != rest.Cents || credit < 0)
            throw new InvalidOperationException($"The charge of purchase {purchase} does not add up.");
        if (!LeadPricing.IsChargeable(charge.Total) || !LeadPricing.IsChargeable(rest)) return BillingErrors.AmountTooSmall;

        var checkout = new Checkout
        {
            PurchaseId = purchase, ContractorId = contractor, State = CheckoutState.Opening, Terms = terms,
            Currency = charge.Total.Currency, SubtotalCents = charge.Subtotal.Cents, DiscountCents = charge.Discount.Cents,
            TaxCents = tax.Cents, TotalCents = charge.Total.Cents, CreditCents = credit, Taxes = charge.Taxes,
            BilledTo = bill.BilledTo, Item = bill.Item, ListCents = bill.ListCents, FixedPrice = bill.FixedPrice,
            UpgradeToCents = bill.UpgradeToCents, OpenedAt = at,
            CardMethod = rest.Cents > 0 ? card.Method : null, CardRefusal = rest.Cents > 0 ? card.Refusal : null,
        };
        checkout.StartAttempt(at);
        return checkout;
    }

    /// <summary>Bars a purchase that never had a checkout from getting one.</summary>
    public static Checkout NeverOpened(PurchaseId purchase, string currency, DateTimeOffset at) => new()
    {
        PurchaseId = purchase, State = CheckoutState.Closed, Currency = currency,
        OpenedAt = at, CloseRequestedAt = at, SettledAt = at,
    };
}
