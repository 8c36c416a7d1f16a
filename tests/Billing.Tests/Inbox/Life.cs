using LeadMarket.Billing.Application.Balance;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Disputes;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Inbox;

/// <summary>An event of Stripe's: its type, and the id of what it is about.</summary>
internal sealed record Told(string Type, string About);

/// <summary>Something that happens at Stripe, and the events it makes.</summary>
internal sealed record Step(Action Happens, params Told[] Events);

/// <summary>One purchase as Stripe sees it. Its objects are named after it, so that two purchases of one story can be compared.</summary>
internal sealed class Life(FakeStripe stripe, FakeBanks banks, string tag, PurchaseId purchase, ContractorId contractor)
{
    private const long Price = 3334;
    private static readonly DateTimeOffset Somewhen = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public string Tag => tag;

    public PurchaseId Purchase => purchase;

    public ContractorId Contractor => contractor;

    private string Session => $"cs_{tag}";

    /// <summary>The buyer submits the page, and the money is on its way.</summary>
    public Step Submit() => new(() => Put(HostedState.Processing), new Told("checkout.session.completed", Session));

    public Step Pay(long cents = Price) => new(
        () => Capture(1, cents), new Told("payment_intent.succeeded", Intent(1)), new Told("checkout.session.completed", Session));

    public Step PayAtLast() => new(
        () => Capture(1, Price), new Told("payment_intent.succeeded", Intent(1)), new Told("checkout.session.async_payment_succeeded", Session));

    public Step FailAtLast() => new(() => Put(HostedState.Processing), new Told("checkout.session.async_payment_failed", Session));

    public Step Decline() => new(
        () => stripe.Payments[Intent(1)] = new HostedPayment(Intent(1), Succeeded: false, purchase, Money.Zero("CAD"), Customer),
        new Told("payment_intent.payment_failed", Intent(1)));

    public Step PayAgain() => new(() => Capture(2, Price), new Told("payment_intent.succeeded", Intent(2)));

    public Step Expire() => new(() => Put(HostedState.Expired), new Told("checkout.session.expired", Session));

    /// <summary>Somebody gives money back in Stripe's dashboard.</summary>
    public Step Refund(int number, long cents, RefundState state) => new(
        () => stripe.Refunds[Given(number)] = new HostedRefund(Given(number), Intent(1), Refund: null, cents, state),
        new Told("refund.created", Given(number)), new Told("charge.refunded", $"ch_{tag}_1"));

    public Step EndRefund(int number, RefundState state) => new(
        () => stripe.Refunds[Given(number)] = stripe.Refunds[Given(number)] with { State = state },
        new Told(state is RefundState.Failed ? "refund.failed" : "refund.updated", Given(number)));

    public Step Dispute() => new(() => Say("needs_response", Moved(1, -Price, 1500)), new Told("charge.dispute.created", Case));

    public Step Decide(bool won) => new(
        () => Say(won ? "won" : "lost", [Moved(1, -Price, 1500), .. won ? [Moved(2, Price, 0)] : Array.Empty<BalanceTransaction>()]),
        new Told("charge.dispute.closed", Case));

    public Step Warn() => new(
        () => banks.Warnings[$"issfr_{tag}"] = new HostedFraudWarning($"issfr_{tag}", Intent(1), "made_with_stolen_card"),
        new Told("radar.early_fraud_warning.created", $"issfr_{tag}"));

    private string Case => $"du_{tag}";

    private string Customer => $"cus_{tag}";

    private string Intent(int number) => $"pi_{tag}_{number}";

    private string Given(int number) => $"re_{tag}_{number}";

    /// <summary>The page is open from the start.</summary>
    public Life Begin()
    {
        Put(HostedState.Open);
        return this;
    }

    private void Put(HostedState state, string? intent = null) => stripe.Sessions[Session] = new HostedCheckout(
        Session, state, "https://pay.example", purchase, purchase.ToString(), new Money(Price, "CAD"), intent, Customer);

    private void Capture(int number, long cents)
    {
        stripe.Payments[Intent(number)] = new HostedPayment(Intent(number), Succeeded: true, purchase, new Money(cents, "CAD"), Customer);
        if (number > 1) return;
        Put(HostedState.Paid, Intent(number));
        stripe.Sessions[Session] = stripe.Sessions[Session] with { Total = new Money(cents, "CAD") };
    }

    private void Say(string status, params BalanceTransaction[] moved) => banks.Disputes[Case] = new HostedDispute(
        Case, Intent(1), new Money(Price, "CAD"), "fraudulent", status, Somewhen, Somewhen.AddDays(7), moved);

    private BalanceTransaction Moved(int number, long cents, long fee) => new(
        $"txn_{tag}_{number}", "adjustment", cents < 0 ? "dispute" : "dispute_reversal", Case, cents, fee, cents - fee, "CAD", Somewhen, Somewhen);
}
