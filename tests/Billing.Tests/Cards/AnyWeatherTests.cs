using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>Faults, people, webhooks and time in any order: a purchase ends paid with one payment, or closed with none.</summary>
public sealed class AnyWeatherTests(BillingDatabase billing) : CardTest(billing)
{
    private static readonly Fault[] Bad =
    [
        Fault.Refused, Fault.Stalled, Fault.Reset, Fault.Truncated, Fault.Busy, Fault.TooMany, Fault.Fails, Fault.Html, Fault.HostDiesBefore, Fault.HostDiesAfter,
    ];

    private static readonly string[] Conducts = ["pays", "pays", "generic_decline", "authentication_required", "acts", "insufficient_funds"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Once_the_weather_is_fine_every_purchase_has_ended_right(int seed)
    {
        var random = new Random(seed);
        var (conduct, credits) = (Conducts[random.Next(Conducts.Length)], random.Next(2) == 0);
        if (credits) await Grant(1000);
        await Keep(conduct);
        Wire.Weather = _ => random.NextDouble() < 0.5 ? Bad[random.Next(Bad.Length)] : Fault.None;

        for (var step = 0; step < 8; step++) await Survive(() => Do(random.Next(5), credits));

        Wire.Mend();
        for (var round = 0; round < 4; round++) await Resume();
        var closed = await Close(Actor.System);
        for (var round = 0; closed.IsFailure && round < 5; round++)
        {
            await Resume();
            closed = await Close(Actor.System);
        }

        await Billing.Deliver();
        await Judge(closed.Value, credits);
    }

    private async Task Do(int what, bool credits)
    {
        switch (what)
        {
            case 0 or 1:
                await OpenByCard(credits);
                break;
            case 2:
                await Close();
                break;
            case 3:
                Billing.Clock.Now += TimeSpan.FromSeconds(41);
                await Billing.Send(Actor.System, new ResumeOpenings());
                break;
            default:
                if (Wire.PageOf(Purchase) is { Status: "open" } page) Wire.Pay(page);
                break;
        }
    }

    // A process that dies says nothing; the next one begins where the rows are.
    private static async Task Survive(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (HostDied)
        {
        }
    }

    private async Task Judge(CheckoutState end, bool credits)
    {
        var captured = Wire.Captured(Purchase);
        (await State()).ShouldBe(end is CheckoutState.Paid ? "paid" : "closed");
        captured.ShouldBe(end is CheckoutState.Paid ? 1 : 0);
        (await Payments()).ShouldBe(captured);
        (await Told("billing.checkout-paid.v1")).ShouldBe(captured);
        if (captured == 1) (await Entry($"payment:{Wire.IntentsOf(Purchase).Single(each => each.Status == "succeeded").Id}")).ShouldContain("lead-sales -2900");
        (await Credits()).ShouldSatisfyAllConditions(
            account => account.Available.ShouldBe(account.Balance), account => account.Balance.Cents.ShouldBe(credits && captured == 0 ? 1000 : 0));
        Wire.IntentsOf(Purchase).ShouldAllBe(intent => intent.Status == "succeeded" || intent.Status == "canceled");
    }
}
