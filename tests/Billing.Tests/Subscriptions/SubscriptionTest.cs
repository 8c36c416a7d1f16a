using LeadMarket.Billing.Application.Catalogue;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>A contractor and the plan they pay for.</summary>
public abstract class SubscriptionTest : BillingTest, IAsyncLifetime
{
    private static int _events;

    protected SubscriptionTest(BillingDatabase billing)
        : base(billing)
    {
    }

    internal LittleStripe Little => Billing.Services.GetService(typeof(LittleStripe)) as LittleStripe ?? throw new InvalidOperationException();

    internal static ReturnAddresses ReturnTo { get; } = new(new Uri("https://site.example/plan?paid=1"), new Uri("https://site.example/plan"));

    public async Task InitializeAsync()
    {
        (Little.Line, Little.Before) = (Line.Up, null);
        (await Billing.Send(Actor.System, new SyncCatalogue())).IsFailure.ShouldBeFalse();
    }

    public Task DisposeAsync()
    {
        (Little.Line, Little.Before) = (Line.Up, null);
        return Task.CompletedTask;
    }

    internal Task<Result<SubscriptionView>> Start(string plan = "pro") =>
        Billing.Send(Buyer, new StartSubscription(Contractor, BilledTo, "fr", plan, ReturnTo));

    internal LittlePage PageOf(ContractorId contractor) => Little.Pages.Values.Last(page => page.Order.Contractor == contractor);

    internal LittlePrice PriceOf(string plan) => Little.Prices.Last(price => price.Plan == plan && price.LookupKey is not null);

    /// <summary>Subscribes, pays, and hears of it all.</summary>
    internal async Task<LittleSubscription> Subscribe(string plan = "pro")
    {
        (await Start(plan)).IsFailure.ShouldBeFalse();
        var subscription = Little.Pay(PageOf(Contractor));
        await Tell("checkout.session.completed", PageOf(Contractor).Id);
        return subscription;
    }

    /// <summary>A webhook arrives and is acted on, with all that follows.</summary>
    internal async Task Tell(string type, string about, int deliveries = 1)
    {
        if (type.StartsWith("checkout.session.", StringComparison.Ordinal))
        {
            // The inbox asks what kind of session it is before it asks who follows it.
            Stripe.Sessions[about] = new HostedCheckout(
                about, HostedState.Open, null, null, null, Money.Zero("CAD"), null, null, HostedMode.Subscription);
        }

        // What is told in one moment has no order.
        Billing.Clock.Now += TimeSpan.FromMilliseconds(1);
        var id = $"evt_sub_{Interlocked.Increment(ref _events)}";
        (await Billing.Send(Actor.System, new ReceiveStripeEvent(new StripeEvent(id, type, about, Billing.Clock.Now, "{}")))).IsFailure.ShouldBeFalse();
        await Billing.Deliver(deliveries);
        (await Billing.Truth<bool>("select processed_at is not null from billing.stripe_events where id = @id", new { id })).ShouldBeTrue(type);
    }

    internal async Task Resume(double afterSeconds = 0)
    {
        Billing.Clock.Now += TimeSpan.FromSeconds(afterSeconds);
        (await Billing.Send(Actor.System, new ResumeSubscriptions())).IsFailure.ShouldBeFalse();
        await Billing.Deliver();
    }

    internal async Task<PlanView> Plan() => (await Billing.Send(Buyer, new GetPlan(Contractor))).Value;

    internal async Task<SubscriptionView> Shown() => (await Plan()).Subscription.ShouldNotBeNull();

    internal async Task<string> Quoted() => (await Billing.Send(Buyer, new QuoteLead(Contractor))).Value.Plan;

    internal async Task<PlanChangePreview> Preview(string plan) => (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, plan))).Value;

    internal Task<Result<SubscriptionView>> Change(PlanChangePreview preview) =>
        Billing.Send(Buyer, new ChangePlan(Contractor, preview.To, preview.AsOf, preview.DueNow.Cents));

    /// <summary>The changes of plan that others were told, such as <c>free-pro</c>.</summary>
    internal Task<string> ToldPlans() => Billing.Truth<string>(
        """
        select coalesce(string_agg((payload ->> 'from') || '-' || (payload ->> 'to'), ' ' order by published_at, id), '')
        from billing.outbox_messages where name = 'billing.plan-changed.v1' and payload ->> 'contractor' = @id
        """, new { id = Contractor.ToString() });

    internal Task<long> ToldOf(string name) => Billing.Truth<long>(
        "select count(*) from billing.outbox_messages where name = @name and payload ->> 'contractor' = @id", new { name, id = Contractor.ToString() });

    internal Task<string> Row(string column) => Billing.Truth<string>(
        $"select coalesce({column}::text, '') from billing.subscriptions where contractor_id = @id order by id desc limit 1", new { id = Contractor.Value });

    /// <summary>The ledger's balance of one account over this contractor's entries.</summary>
    internal Task<long> Balance(string account) => Billing.Truth<long>(
        """
        select coalesce(sum(l.cents), 0)::bigint from billing.ledger_lines l join billing.ledger_entries e on e.id = l.entry_id
        where l.account = @account and e.contractor_id = @id
        """, new { account, id = Contractor.Value });
}
