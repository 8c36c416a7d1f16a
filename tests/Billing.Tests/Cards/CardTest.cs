using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Stripe;
using LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>A contractor whose card is kept. The module asks Stripe by its real client: what is played lies behind the wire.</summary>
public abstract class CardTest : BillingTest, IAsyncLifetime
{
    protected CardTest(BillingDatabase billing)
        : base(billing)
    {
    }

    internal CardStripe Wire { get; private set; } = null!;

    internal string Customer { get; private set; } = "";

    internal static PaymentChoice BySavedCard { get; } = new(SavedCard: true);

    public async Task InitializeAsync()
    {
        // What others left over is theirs to hear.
        await Billing.Deliver();
        Billing.Instead = Billing.OnTheWire ??= Host();
        Wire = Billing.Instead.GetRequiredService<CardStripe>();

        await Billing.Send(Buyer, new PrepareCustomer(Contractor, "buyer@example.com"));
        Customer = $"cus_{Contractor}";
        Wire.Customers[Customer] = null;
        await Billing.Send(Buyer, new SaveCustomer(Contractor, Customer));
    }

    public async Task DisposeAsync()
    {
        // Nothing of this host's is left to one that knows nothing of it.
        Wire.Mend();
        await Billing.Deliver();
        await Billing.Send(Actor.System, new CloseCheckout(Purchase));
        await Billing.Deliver();
        Billing.Instead = null;
    }

    private ServiceProvider Host()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Billing.Configuration);
        Billing.Register(services);
        services.AddSingleton<TimeProvider>(new HurriedClock(Billing.Clock));
        services.AddSingleton<CardStripe>();
        services.AddHttpClient("stripe").ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<CardStripe>())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddScoped<IPaymentGateway, StripeGateway>();
        services.AddScoped<ISubscriptionGateway, StripeSubscriptionGateway>();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>A card is kept, and we know of it.</summary>
    internal async Task<string> Keep(string conduct = "pays")
    {
        var card = Wire.Keep(Customer, conduct);
        Billing.Clock.Now += TimeSpan.FromMilliseconds(1);
        (await Billing.Send(Actor.System, new FollowPaymentMethod(card, EventId: null))).IsFailure.ShouldBeFalse();
        return card;
    }

    internal Task<Result<CheckoutView>> OpenByCard(bool useCredits = false, bool keep = false) =>
        Open(useCredits: useCredits, pay: BySavedCard with { KeepCard = keep });

    /// <summary>Time passes, and what nobody waits for is taken up again.</summary>
    internal async Task Resume(double seconds = 61)
    {
        Billing.Clock.Now += TimeSpan.FromSeconds(seconds);
        (await Billing.Send(Actor.System, new ResumeOpenings())).IsFailure.ShouldBeFalse();
        await Billing.Deliver();
    }

    internal async Task<IReadOnlyList<KeptCard>> Kept() => (await Billing.Send(Buyer, new ListCards(Contractor))).Value;

    internal IEnumerable<PlayedRequest> Charges => Wire.Sent.Where(sent => CardStripe.IsCharge(sent) && sent.Body.Contains(Purchase.ToString(), StringComparison.Ordinal));

    /// <summary>Paid once, booked once, told once.</summary>
    internal async Task ShouldBePaidOnce()
    {
        (await State()).ShouldBe("paid");
        (Wire.Captured(Purchase), await Payments(), await Told("billing.checkout-paid.v1"), await Told("billing.checkout-closed.v1")).ShouldBe((1, 1, 1, 0));
        (await Entry($"payment:{Wire.IntentsOf(Purchase).Single(each => each.Status == "succeeded").Id}")).ShouldStartWith("stripe ");
    }
}

/// <summary>The test's time, in which the waits between tries pass at once.</summary>
internal sealed class HurriedClock(TimeProvider now) : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public override DateTimeOffset GetUtcNow() => now.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= LongestWait ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
