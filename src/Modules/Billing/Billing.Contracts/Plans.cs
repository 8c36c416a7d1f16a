using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>Gives a contractor a plan free of charge; a subscription that gives rights goes before it.</summary>
/// <remarks>Refused with <c>billing.unknown-plan</c>.</remarks>
public sealed record AssignPlan(ContractorId Contractor, string Plan) : ICommand;

/// <summary>What a lead costs this contractor: the plan's price, or the exclusive one, less a discount, plus the market's taxes.</summary>
/// <param name="DiscountCents">Taken off before tax, in the market's currency; 0 when there is no coupon.</param>
/// <param name="Offer">Null for a shared lead. Refused with <c>billing.no-exclusive-price</c> when the market has none for the service.</param>
public sealed record QuoteLead(ContractorId Contractor, long DiscountCents = 0, LeadOffer? Offer = null) : IQuery<LeadQuote>;

/// <param name="Plan">The contractor's plan, by its key in the market file.</param>
public sealed record LeadQuote(string Plan, Charge Charge);

/// <summary>The plan a contractor has now, and the subscription behind it.</summary>
public sealed record GetPlan(ContractorId Contractor) : IQuery<PlanView>;

/// <param name="Plan">The key of the plan whose rights they have.</param>
/// <param name="Subscription">The live one, or the last one while it matters to them; null when there is none.</param>
public sealed record PlanView(string Plan, SubscriptionView? Subscription);

/// <param name="Plan">The plan that is paid for, by key.</param>
/// <param name="State"><c>opening</c>, <c>open</c> (Stripe's page waits), <c>incomplete</c>, <c>active</c>, <c>past-due</c>, <c>unpaid</c>, <c>paused</c>, <c>ended</c>.</param>
/// <param name="MonthlyPrice">What they pay, before tax; an older price than the market's is kept until they change plans.</param>
/// <param name="Checkout">Stripe's page, while it can be paid.</param>
/// <param name="RenewsAt">End of the time paid for; null before the first payment.</param>
/// <param name="EndsAtPeriodEnd">Cancelled: it ends then instead of renewing.</param>
/// <param name="GraceUntil">A payment failed: rights are kept until then.</param>
/// <param name="PendingPlan">A change that waits for its payment.</param>
/// <param name="PayNow">Stripe's page for the open bill, while one is.</param>
/// <param name="AmountDue">What is to be paid there, taxes included.</param>
/// <param name="CheaperFrom">A dearer plan was chosen less than a month ago: no cheaper one can be before this. Null when it can.</param>
public sealed record SubscriptionView(
    Guid Id, string Plan, string State, Money MonthlyPrice, Uri? Checkout, DateTimeOffset? RenewsAt, bool EndsAtPeriodEnd, DateTimeOffset? GraceUntil,
    string? PendingPlan, Uri? PayNow, Money? AmountDue, SavedCard? Card,
    DateTimeOffset? CheaperFrom = null);

/// <param name="Brand">Stripe's word: <c>visa</c>.</param>
public sealed record SavedCard(string Brand, string Last4, int ExpiryMonth, int ExpiryYear);

/// <summary>Opens Stripe's page on which a plan is subscribed to, or answers the one that is open.</summary>
/// <remarks>Idempotent while it is under way; another plan closes the open page first. Refused with <c>billing.unknown-plan</c>,
/// <c>billing.plan-is-free</c>, <c>billing.already-subscribed</c>, <c>billing.payments-refused</c>, <c>billing.stripe-unavailable</c>.</remarks>
public sealed record StartSubscription(ContractorId Contractor, BilledTo BilledTo, string Locale, string Plan, ReturnAddresses ReturnTo)
    : IProcess<SubscriptionView>;

/// <summary>What a change of plan would cost now and later, as Stripe itself reckons it.</summary>
/// <remarks>Refused with <c>billing.unknown-plan</c>, <c>billing.plan-is-free</c> (cancel instead), <c>billing.same-plan</c>,
/// <c>billing.not-subscribed</c>, <c>billing.change-pending</c>, <c>billing.payment-due</c>,
/// <c>billing.cheaper-later</c> (within a month of a dearer one), <c>billing.stripe-unavailable</c>.</remarks>
public sealed record PreviewPlanChange(ContractorId Contractor, string Plan) : IProcess<PlanChangePreview>;

/// <param name="AsOf">The instant that was reckoned with; whole seconds. The change is made as of the same.</param>
/// <param name="Lines">Time given back and time bought, before tax.</param>
/// <param name="DueNow">Charged to the card at once, taxes included; zero when the plan gets cheaper.</param>
/// <param name="CreditLater">Taken off the next bills when the plan gets cheaper, taxes included; zero otherwise.</param>
/// <param name="RenewsAt">When the next bill comes.</param>
/// <param name="MonthlyFromThen">Before tax.</param>
public sealed record PlanChangePreview(
    string From, string To, DateTimeOffset AsOf, IReadOnlyList<DocumentLine> Lines, IReadOnlyList<TaxLine> Taxes, Money DueNow, Money CreditLater,
    DateTimeOffset RenewsAt, Money MonthlyFromThen);

/// <summary>Makes a change of plan that was previewed. A dearer plan is charged at once; a cheaper one lowers the next bill.</summary>
/// <param name="AsOf">Of the preview.</param>
/// <param name="DueNowCents">Of the preview: nobody is charged more than they saw.</param>
/// <remarks>Refused as the preview is, and with <c>billing.preview-outdated</c> when it is older than 30 minutes or no longer true.
/// When the card refuses, the old plan stays, <see cref="SubscriptionView.PendingPlan"/> is set, and the bill can be paid for 23 hours.</remarks>
public sealed record ChangePlan(ContractorId Contractor, string Plan, DateTimeOffset AsOf, long DueNowCents) : IProcess<SubscriptionView>;

/// <summary>Ends the subscription with the time that is paid for. Idempotent.</summary>
/// <remarks>Refused with <c>billing.not-subscribed</c>, <c>billing.stripe-unavailable</c>.</remarks>
public sealed record CancelSubscription(ContractorId Contractor) : IProcess<SubscriptionView>;

/// <summary>Takes a cancellation back before it takes effect. Idempotent.</summary>
/// <remarks>Refused with <c>billing.not-subscribed</c>, <c>billing.stripe-unavailable</c>.</remarks>
public sealed record ResumeSubscription(ContractorId Contractor) : IProcess<SubscriptionView>;

/// <summary>Asks Stripe how the subscription stands now, for who comes back from its pages before its webhook does.</summary>
/// <remarks>Refused with <c>billing.stripe-unavailable</c>.</remarks>
public sealed record RefreshSubscription(ContractorId Contractor) : IProcess<PlanView>;

/// <summary>The address of Stripe's own page for cards, made anew each time.</summary>
/// <remarks>Refused with <c>billing.not-subscribed</c> when Stripe does not know the contractor, <c>billing.stripe-unavailable</c>.</remarks>
public sealed record OpenBillingPortal(ContractorId Contractor, string Locale, Uri ReturnTo) : IProcess<Uri>;

/// <summary>What a contractor spent, month by month, this one last.</summary>
/// <param name="Months">How many, 1 to 24.</param>
public sealed record GetUsage(ContractorId Contractor, int Months) : IQuery<Usage>;

/// <param name="LastMonth">What last month's leads would have cost on each plan, its monthly price included, in the market's order.
/// Empty when there were none.</param>
/// <param name="Cheapest">The key of the plan that would have been cheapest last month; null when there were no leads.</param>
public sealed record Usage(IReadOnlyList<UsageMonth> Months, IReadOnlyList<PlanCost> LastMonth, string? Cheapest);

/// <param name="Leads">Bought, and not given back whole. Upgrades are no leads of their own.</param>
/// <param name="OnLeads">Before tax, after discounts, less what went back.</param>
/// <param name="OnPlan">Before tax, less what went back.</param>
/// <param name="Saved">What the same leads would have cost on the free plan, less <paramref name="OnLeads"/> and <paramref name="OnPlan"/>.
/// Negative when the plan did not pay for itself.</param>
public sealed record UsageMonth(int Year, int Month, int Leads, Money OnLeads, Money OnPlan, Money Saved);

/// <param name="Total">Before tax.</param>
public sealed record PlanCost(string Plan, Money OnLeads, Money Monthly, Money Total);
