using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>Money that Stripe captured. Rows are only ever added.</summary>
internal sealed class Payment
{
    private Payment()
    {
    }

    /// <summary>Stripe's payment intent: the same money is never counted twice.</summary>
    public string PaymentIntent { get; private set; } = "";

    public PurchaseId PurchaseId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public long AmountCents { get; private set; }

    public string Currency { get; private set; } = "";

    /// <summary>False for a second payment of one purchase, which goes back.</summary>
    public bool Accepted { get; private set; }

    public DateTimeOffset CapturedAt { get; private set; }

    public Money Amount => new(AmountCents, Currency);

    public static Payment Capture(
        string paymentIntent, PurchaseId purchase, ContractorId contractor, Money amount, bool accepted, DateTimeOffset at) => new()
    {
        PaymentIntent = paymentIntent, PurchaseId = purchase, ContractorId = contractor,
        AmountCents = amount.Cents, Currency = amount.Currency, Accepted = accepted, CapturedAt = at,
    };
}
