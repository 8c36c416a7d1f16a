using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>Each <c>Hold</c> has the requests about one contractor take turns until the command ends.</summary>
internal interface ISubscriptions
{
    Task<Subscription?> Hold(SubscriptionId id, CancellationToken cancel);

    Task<Subscription?> HoldAtStripe(string stripeId, CancellationToken cancel);

    /// <summary>The one that is not over.</summary>
    Task<Subscription?> HoldLive(ContractorId contractor, CancellationToken cancel);

    Task<Subscription?> HoldLiveOfCustomer(string customerId, CancellationToken cancel);

    void Add(Subscription subscription);

    /// <summary>Ends a page at once, so that another can take its place in the same transaction.</summary>
    Task Replace(Subscription page, DateTimeOffset at, CancellationToken cancel);

    /// <summary>A confirmed change that Stripe has not answered.</summary>
    Task<PlanChange?> FindOpenChange(SubscriptionId subscription, CancellationToken cancel);

    Task<PlanChange?> FindChange(Guid change, CancellationToken cancel);

    void Add(PlanChange change);
}

internal interface IPlanBills
{
    Task<PlanBill?> Find(string invoiceId, CancellationToken cancel);

    void Add(PlanBill bill);
}

internal interface ICatalogue
{
    Task<PlanCatalogue> Read(CancellationToken cancel);

    /// <summary>The same, held until the command ends: two hosts that start at once take turns.</summary>
    Task<PlanCatalogue> Hold(CancellationToken cancel);

    /// <summary>At once, so that another price can take its place in the same transaction.</summary>
    Task Retire(PlanPrice price, CancellationToken cancel);

    void Add(PlanPrice price);

    void Add(TaxRate rate);
}

internal interface ICards
{
    Task<Card?> Find(string paymentMethod, CancellationToken cancel);

    Task<Card?> FindOwn(ContractorId contractor, Guid id, CancellationToken cancel);

    /// <summary>The one that pays in one click; null when there is none, or it has expired.</summary>
    Task<Card?> FindPaying(ContractorId contractor, DateTimeOffset now, CancellationToken cancel);

    Task<ContractorId?> OwnerOf(string customerId, CancellationToken cancel);

    void Add(Card card);

    /// <summary>Takes the mark from whichever card had it before.</summary>
    Task ClearDefault(ContractorId contractor, string except, CancellationToken cancel);
}

internal interface IToldPlans
{
    Task<ToldPlan?> Find(ContractorId contractor, CancellationToken cancel);

    void Add(ToldPlan told);
}
