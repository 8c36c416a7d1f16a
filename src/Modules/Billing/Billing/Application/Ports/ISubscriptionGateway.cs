using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam to the vendor's subscriptions. Every call that changes something names the idempotency key kept for it.</summary>
internal interface ISubscriptionGateway
{
    /// <summary>Opens the vendor's page on which a plan is subscribed to.</summary>
    Task<GatewayAnswer<HostedPage>> CreatePage(PageOrder order, string customerId, CancellationToken cancel);

    Task<GatewayAnswer<HostedPage>> GetPage(string sessionId, CancellationToken cancel);

    /// <summary>The customer's pages made from a time on, newest first.</summary>
    Task<GatewayAnswer<IReadOnlyList<HostedPage>>> ListPages(string customerId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Ends an open page; refused when it is not open any more.</summary>
    Task<GatewayAnswer<HostedPage>> ExpirePage(string sessionId, string key, CancellationToken cancel);

    /// <summary>The subscription as it stands now, with the bills it waits for.</summary>
    Task<GatewayAnswer<FetchedSubscription>> GetSubscription(string stripeId, CancellationToken cancel);

    /// <summary>What a change of plan would be billed; changes nothing.</summary>
    Task<GatewayAnswer<Bill>> PreviewChange(PlanChangeTerms terms, string customerId, CancellationToken cancel);

    /// <summary>Changes the plan; a dearer one only once its bill is paid.</summary>
    Task<GatewayAnswer<string>> ChangePlan(PlanChangeTerms terms, string key, CancellationToken cancel);

    /// <summary>Has it end with the time that is paid for, or not.</summary>
    Task<GatewayAnswer<string>> SetEnding(string stripeId, bool endsAtPeriodEnd, string key, CancellationToken cancel);

    /// <summary>Takes away an end that was set by its date, which the switch leaves as it is.</summary>
    Task<GatewayAnswer<string>> DropEnd(string stripeId, string key, CancellationToken cancel);

    /// <summary>Ends it this moment; refused when it has ended.</summary>
    Task<GatewayAnswer<string>> CancelNow(string stripeId, CancellationToken cancel);

    Task<GatewayAnswer<Bill>> GetBill(string invoiceId, CancellationToken cancel);

    /// <summary>The vendor's own page for cards.</summary>
    Task<GatewayAnswer<Uri>> OpenPortal(string customerId, string locale, Uri returnTo, string key, CancellationToken cancel);

    /// <summary>A card; refused for any other way to pay.</summary>
    Task<GatewayAnswer<FetchedCard>> GetCard(string paymentMethod, CancellationToken cancel);

    /// <summary>The card a customer's bills are charged to that name none of their own; refused while there is none.</summary>
    Task<GatewayAnswer<string>> GetDefaultCard(string customerId, CancellationToken cancel);

    /// <summary>The card that a setup kept; refused while it kept none.</summary>
    Task<GatewayAnswer<string>> GetCardOfSetup(string setupIntent, CancellationToken cancel);
}

/// <summary>Everything one request for a page says; unchanged on every repeat of its key.</summary>
internal sealed record PageOrder(
    SubscriptionId Subscription, ContractorId Contractor, int Attempt, string Key, SubscriptionTerms Terms, SubscriptionPrice Price,
    DateTimeOffset ExpiresAt, DateTimeOffset OpenedAt);

/// <summary>A page as the vendor says it stands now.</summary>
/// <param name="State"><see cref="HostedState.Paid"/> once a subscription came of it.</param>
/// <param name="Row">Our subscription, from its metadata; null when it is none of ours.</param>
/// <param name="StripeId">What came of it.</param>
internal sealed record HostedPage(string Id, HostedState State, string? Url, SubscriptionId? Row, string? StripeId);
