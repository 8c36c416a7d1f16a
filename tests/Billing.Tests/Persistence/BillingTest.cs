using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

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
        (Stripe.RefundsAre, Stripe.WhileRefunding, Stripe.RefusesRefunds) = (RefundState.Succeeded, null, false);
        GC.SuppressFinalize(this);
    }

    internal static BilledTo BilledTo { get; } = new("Rénovation Tremblay inc.", "Camille Tremblay", "buyer@example.com");

    internal static LocalizedText Label { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fr"] = "Contact : borne de recharge", ["en"] = "Contact: EV charger",
    });

    internal Task<Result<CheckoutView>> Open(Charge? charge = null, bool useCredits = false, PurchaseId? purchase = null, PaymentChoice pay = default, long? listCents = null,
        long? upgradeTo = null) => _billing.Send(Buyer, new OpenCheckout(
        purchase ?? Purchase, Contractor, BilledTo, "fr", Label, charge ?? Charge(0),
        new ReturnAddresses(new Uri("https://site.example/paid"), new Uri("https://site.example/left")), useCredits, pay, listCents, upgradeTo));

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

    /// <summary>Staff give credits as a gesture.</summary>
    internal async Task Grant(long cents) =>
        (await _billing.Send(Actor.Staff, new GrantCredit(Guid.CreateVersion7(), Contractor, cents, "Geste commercial"))).IsFailure.ShouldBeFalse();

    internal async Task<CreditAccount> Credits() => (await _billing.Send(Buyer, new GetCredits(Contractor))).Value;

    /// <summary>The buyer pays on Stripe's page, and its webhook is heard.</summary>
    internal async Task<string> Pay(PurchaseId? purchase = null)
    {
        var session = Stripe.SessionOf(purchase ?? Purchase);
        var intent = Stripe.Pay(session);
        await Hear("checkout.session.completed", session.Id);
        return intent;
    }

    /// <summary>An entry's lines, such as <c>stripe 3334</c>; empty when nothing is posted.</summary>
    internal Task<string> Entry(string cause) => _billing.Truth<string>(
        """
        select coalesce(string_agg(l.account || ' ' || l.cents, ', ' order by l.position), '')
        from billing.ledger_lines l join billing.ledger_entries e on e.id = l.entry_id where e.cause = @cause
        """, new { cause });

    internal Task<long> Alarms(string kind, string subject) => _billing.Truth<long>(
        "select count(*) from billing.alarms where kind = @kind and subject = @subject and cleared_at is null", new { kind, subject });

    internal Task<string> State() => _billing.Truth<string>("select state from billing.checkouts where purchase_id = @id", new { id = Purchase.Value });

    internal Task<long> Payments() => _billing.Truth<long>("select count(*) from billing.payments where purchase_id = @id", new { id = Purchase.Value });

    internal Task<long> Told(string name) => _billing.Published(name, Purchase);
}
