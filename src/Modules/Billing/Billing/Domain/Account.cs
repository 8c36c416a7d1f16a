using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>A contractor as Billing knows them: their plan, and who they are at Stripe.</summary>
internal sealed class Account : Aggregate
{
    private Account()
    {
    }

    public ContractorId ContractorId { get; private set; }

    /// <summary>Key of a plan of the market; null while none was assigned, which means the market's first plan.</summary>
    public string? Plan { get; private set; }

    /// <summary>Idempotency key of the request that makes the Stripe customer, kept before it is sent.</summary>
    public string? CustomerKey { get; private set; }

    /// <summary>The e-mail of that request. Frozen, because Stripe refuses one key with two different bodies.</summary>
    public string? CustomerEmail { get; private set; }

    /// <summary>The customer at Stripe, once it answered.</summary>
    public string? CustomerId { get; private set; }

    /// <summary>Who their last checkout was made out to; null before the first.</summary>
    public BilledTo? BilledTo { get; private set; }

    /// <summary>The language they read, as of their last checkout.</summary>
    public string? Locale { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static Account Create(ContractorId contractor, DateTimeOffset at) => new() { ContractorId = contractor, CreatedAt = at };

    public void MoveTo(string plan) => Plan = plan;

    /// <summary>Keeps who bills are made out to, for those that nobody asks for: a plan's next month.</summary>
    public void Remember(BilledTo billedTo, string locale) => (BilledTo, Locale) = (billedTo, locale);

    /// <summary>Keeps what the customer will be made with, before Stripe is asked.</summary>
    // After 24 h the key is forgotten and a repeat makes a second customer: it costs nothing, and the first one saved stays.
    public void PrepareCustomer(string email)
    {
        CustomerKey ??= $"cus:{ContractorId}";
        CustomerEmail ??= email;
    }

    /// <summary>Keeps the customer Stripe made; the first one stays.</summary>
    public void BecomeCustomer(string customerId) => CustomerId ??= customerId;
}
