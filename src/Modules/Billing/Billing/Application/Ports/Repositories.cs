using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

internal interface IAccounts
{
    /// <summary>The account, held until the command ends so that two requests of one contractor take turns.</summary>
    Task<Account?> Hold(ContractorId contractor, CancellationToken cancel);

    Task<Account?> Find(ContractorId contractor, CancellationToken cancel);

    void Add(Account account);
}

internal interface ICheckouts
{
    /// <summary>The purchase's checkout, held until the command ends, whether there is one yet or not: webhook, buyer and
    /// sweeper take turns on one purchase.</summary>
    Task<Checkout?> Hold(PurchaseId purchase, CancellationToken cancel);

    void Add(Checkout checkout);
}

internal interface IPayments
{
    Task<Payment?> Find(string paymentIntent, CancellationToken cancel);

    void Add(Payment payment);
}

internal interface IStripeEvents
{
    /// <summary>Keeps an event; false when it was there already.</summary>
    Task<bool> TryAdd(StripeEvent received, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Marks an event as acted on, in the transaction of its effect.</summary>
    Task MarkProcessed(string id, DateTimeOffset at, CancellationToken cancel);
}
