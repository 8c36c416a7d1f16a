using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Persistence;

/// <summary>A contractor, a purchase of theirs at $29, and what is asked about it.</summary>
[Collection(OnPostgres.Name)]
public abstract class BillingTest : IDisposable
{
    private readonly BillingDatabase _billing;

    protected BillingTest(BillingDatabase billing)
    {
        _billing = billing;
        billing.Clock.Now = new TestClock().Now;
    }

    internal BillingDatabase Billing => _billing;

    internal FakeStripe Stripe => _billing.Stripe;

    internal PurchaseId Purchase { get; } = new(Guid.CreateVersion7());

    internal ContractorId Contractor { get; } = new(Guid.CreateVersion7());

    internal Actor Buyer => Actor.Contractor(Contractor);

    public void Dispose()
    {
        Stripe.Line = Line.Up;
        Stripe.Meanwhile = null;
        GC.SuppressFinalize(this);
    }

    internal Task<Result<CheckoutView>> Open(Charge? charge = null) => _billing.Send(Buyer, new OpenCheckout(
        Purchase, Contractor, "buyer@example.com", "fr", "Contact : borne de recharge", charge ?? Charge(0),
        new ReturnAddresses(new Uri("https://site.example/paid"), new Uri("https://site.example/left"))));

    internal Task<Result<CheckoutState>> Close(Actor? actor = null) => _billing.Send(actor ?? Buyer, new CloseCheckout(Purchase));

    internal static Charge Charge(long discount) => LeadPricing.Charge(new Money(2900, "CAD"), discount, TestMarket.Taxes).Value;

    /// <summary>A webhook arrives, this many times, and is acted on.</summary>
    internal async Task Hear(string type, string about, int times = 1, int deliveries = 1)
    {
        var received = new StripeEvent($"evt_{type}_{about}", type, about, _billing.Clock.Now, "{}");
        for (var i = 0; i < times; i++)
            (await _billing.Send(Actor.System, new ReceiveStripeEvent(received))).IsFailure.ShouldBeFalse();
        await _billing.Deliver(deliveries);
    }

    internal Task<string> State() => _billing.Truth<string>("select state from billing.checkouts where purchase_id = @id", new { id = Purchase.Value });

    internal Task<long> Payments() => _billing.Truth<long>("select count(*) from billing.payments where purchase_id = @id", new { id = Purchase.Value });

    internal Task<long> Told(string name) => _billing.Published(name, Purchase);
}
