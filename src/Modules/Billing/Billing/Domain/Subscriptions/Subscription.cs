using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>A contractor's paid plan. A contractor has one at most that is not over; its rights are what Stripe says it gives.</summary>
internal sealed partial class Subscription : Aggregate
{
    private Subscription()
    {
    }

    public SubscriptionId Id { get; private set; }

    public ContractorId ContractorId { get; private set; }

    /// <summary>As asked for at first, then as Stripe bills it.</summary>
    public string Plan { get; private set; } = "";

    public SubscriptionState State { get; private set; }

    public SubscriptionTerms Terms { get; private set; } = null!;

    public string? PriceId { get; private set; }

    public long? PriceCents { get; private set; }

    public string? Currency { get; private set; }

    /// <summary>Stripe's <c>sub_</c> id, from the moment the page was paid. It never changes.</summary>
    public string? StripeId { get; private set; }

    public string? ItemId { get; private set; }

    public DateTimeOffset? PeriodEnd { get; private set; }

    public bool EndsAtPeriodEnd { get; private set; }

    /// <summary>When it last changed to a dearer plan.</summary>
    public DateTimeOffset? RaisedAt { get; private set; }

    public string? DefaultCard { get; private set; }

    public string? PendingPlan { get; private set; }

    public DateTimeOffset? PendingUntil { get; private set; }

    public string? LatestBill { get; private set; }

    /// <summary>Stripe's page for the bill that waits.</summary>
    public string? PayUrl { get; private set; }

    /// <summary>What is to be paid there.</summary>
    public long? PayCents { get; private set; }

    /// <summary>When the oldest unpaid month was billed.</summary>
    public DateTimeOffset? PastDueSince { get; private set; }

    /// <summary>Set once others were told that the grace is over.</summary>
    public DateTimeOffset? GraceEndedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Numbers the fetches before they are made, so that a slow answer cannot replace a younger one.</summary>
    public long FetchSeq { get; private set; }

    public long AppliedSeq { get; private set; }

    /// <summary>Counts the idempotency keys of cancelling and resuming.</summary>
    public int Switches { get; private set; }

    /// <summary>Stripe bills it.</summary>
    public bool IsLinked => StripeId is not null;

    public bool IsOver => State is SubscriptionState.Ended;

    public string? RightsAt(DateTimeOffset now, TimeSpan grace) => PlanRights.Of(State, Plan, PastDueSince, grace, now);

    /// <summary>The number of a fetch that is about to be made.</summary>
    public long BeginFetch() => ++FetchSeq;

    /// <summary>Copies what Stripe said, unless a younger answer was copied before. Over is over: Stripe never revives an id.</summary>
    public void Follow(FetchedSubscription said, PlanCatalogue catalogue, long seq, DateTimeOffset now)
    {
        if (seq <= AppliedSeq) return;
        AppliedSeq = seq;
        if (IsLinked && IsOver) return;

        // One that waits for its payment is not the price yet; the first price is no change.
        if (IsLinked && said.Item.Price.Amount.Cents > PriceCents) RaisedAt = now;
        (StripeId, State, NextTryAt, Url) = (said.Id, said.State, null, null);
        (ItemId, PeriodEnd, EndsAtPeriodEnd) = (said.Item.Id, said.Item.PeriodEnd, said.EndsAtPeriodEnd);
        (PriceId, PriceCents, Currency) = (said.Item.Price.Id, said.Item.Price.Amount.Cents, said.Item.Price.Amount.Currency);
        Plan = catalogue.PlanOf(said.Item.Price);
        PendingPlan = said.Pending is { } pending ? catalogue.PlanOf(pending) : null;
        (PendingUntil, LatestBill, DefaultCard) = (said.PendingUntil, said.LatestBill, said.DefaultCard);
        var oldest = said.OpenBills.OrderBy(bill => bill.Since).FirstOrDefault(bill => bill.Url is not null);
        (PayUrl, PayCents) = (oldest?.Url, oldest?.DueCents);
        PastDueSince = State is SubscriptionState.PastDue ? OldestUnpaid(said) ?? PastDueSince ?? now : null;
        GraceEndedAt = State is SubscriptionState.PastDue ? GraceEndedAt : null;
        EndedAt = IsOver ? said.EndedAt ?? now : null;
    }

    /// <summary>Others are told once that a failed payment has cost the plan.</summary>
    public bool EndGrace(DateTimeOffset now, TimeSpan grace)
    {
        if (State is not SubscriptionState.PastDue || GraceEndedAt is not null || now < PastDueSince + grace) return false;
        GraceEndedAt = now;
        return true;
    }

    /// <summary>The key of one try to cancel or to resume. Both only set a switch, so a second try under a new key does no harm.</summary>
    public string NextSwitchKey() => $"sub:{Id}:switch:{++Switches}";

    /// <summary>From when a plan that was raised can be lowered. Up for an hour of cheap leads and down again with the difference credited could be
    /// repeated at will; and counted by billing periods, the last day of one and the first of the next would do for that hour. See docs/decisions/0009.</summary>
    public static DateTimeOffset? CheaperFrom(DateTimeOffset? raisedAt) => raisedAt?.AddMonths(1);

    /// <summary>Why a cheaper plan cannot be chosen as of an instant; null when it can.</summary>
    public Error? RefusalToLower(DateTimeOffset at) => at < CheaperFrom(RaisedAt) ? BillingErrors.CheaperLater : null;

    /// <summary>Why the plan cannot be changed now; null when it can.</summary>
    public Error? RefusalToChange(string plan, bool changeUnderWay) => this switch
    {
        { IsOver: true } or { IsLinked: false } => BillingErrors.NotSubscribed,
        { State: not SubscriptionState.Active } => BillingErrors.PaymentDue,
        _ when plan == Plan => BillingErrors.SamePlan,
        _ when changeUnderWay || PendingPlan is not null => BillingErrors.ChangePending,
        _ => null,
    };

    // From the bills themselves, not from when we happened to hear of it: the grace is the same whatever webhook was late.
    private static DateTimeOffset? OldestUnpaid(FetchedSubscription said) =>
        said.OpenBills.Where(bill => !bill.IsChange).Select(bill => (DateTimeOffset?)bill.Since).Min();
}
