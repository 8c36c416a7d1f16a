using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using Xunit.Abstractions;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>I6: what Stripe tells of a purchase ends it the same way, in whichever order it comes, however often and however late.</summary>
public sealed class AnyOrderOfEventsTests(ITestOutputHelper output)
{
    private const int Lives = 5_000;

    /// <param name="Page">What becomes of the page: paid in one of five ways, a bank debit that comes or does not, left, or nothing.</param>
    /// <param name="Afterwards">What becomes of the money.</param>
    /// <param name="Order">Picks which waiting event comes next, and which is told again.</param>
    private sealed record Life(int Page, int Afterwards, int[] Order);

    [Fact]
    public void Any_order_of_the_events_of_a_purchase_any_of_them_twice_ends_it_the_same_way()
    {
        var ends = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var lives = from page in Gen.Choose(0, 8)
                    from afterwards in Gen.Choose(0, 8)
                    from order in Gen.ArrayOf(Gen.Choose(0, 999), 24)
                    select new Life(page, afterwards, order);
        Prop.ForAll(Arb.From(lives, Shorter), life => SameEnd(life, ends).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Lives));

        foreach (var (end, times) in ends) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,5} {end}"));
        ends.Count.ShouldBeGreaterThan(5, "lives are to end in many ways");
    }

    private static IEnumerable<Life> Shorter(Life life)
    {
        for (var at = 0; at < life.Order.Length; at++)
        {
            if (life.Order[at] != 0) yield return life with { Order = [.. life.Order[..at], 0, .. life.Order[(at + 1)..]] };
        }
    }

    private static async Task SameEnd(Life life, SortedDictionary<string, int> ends)
    {
        var inOrder = await End(life, scrambled: false);
        ends[inOrder] = ends.GetValueOrDefault(inOrder) + 1;
        var scrambled = await End(life, scrambled: true);
        if (scrambled != inOrder) throw new BrokenInvariantException($"I6: in order it ends {inOrder}, otherwise {scrambled}");
    }

    private static async Task<string> End(Life life, bool scrambled)
    {
        var modules = new TownModules(new Town());
        var buyer = modules.Town.Companies[2].Id;
        await modules.Send(new StartUnlock(buyer, modules.Town.Listings[0].Id, CouponCounter.Fifth, Samples.ReturnTo));
        var unlock = modules.Town.Unlocks[0];
        Happens(life, modules.Stripe, unlock.Id.AsPurchase());

        // Everything waits until all of it has happened; what is refused waits on, for what it depends on.
        var turn = 0;
        while (modules.Waiting.Count > 0)
        {
            var dice = scrambled && turn < life.Order.Length ? life.Order[turn] : 0;
            if (turn++ > 200) throw new BrokenInvariantException($"I6: {modules.Waiting[0]} is never taken");
            var next = modules.Waiting[(scrambled ? dice : turn) % modules.Waiting.Count];
            await modules.Deliver(next);
            if (scrambled && dice % 3 == 0 && modules.Heard.Count > 0) await modules.DeliverAgain(modules.Heard[dice % modules.Heard.Count]);
        }

        new Invariants(modules).Check();
        var contact = modules.Town.ContactOf(unlock.Id) is not { } copy ? "never given" : copy.Phone is null ? "destroyed" : unlock.State is UnlockState.Paid ? "shown" : "hidden";
        return $"{unlock.State.Spelled()}, contact {contact}, slots {modules.Town.SlotsOf(0)}, code {modules.Coupons.Of(unlock.Id.AsPurchase())!.State}, "
            + $"kept {modules.Stripe.Books.KeptOf(unlock.Id.AsPurchase())}";
    }

    private static void Happens(Life life, PureStripe stripe, PurchaseId purchase)
    {
        switch (life.Page)
        {
            case 0: return;
            case 1: stripe.Expire(purchase); return;
            case 2: stripe.Debit(purchase); stripe.EndDebit(purchase, paid: false); return;
            case 3: stripe.Debit(purchase); stripe.EndDebit(purchase, paid: true); break;
            case 4: stripe.Pay(purchase, off: -1); return;
            case 5: stripe.Pay(purchase, matches: false); return;
            default: stripe.Pay(purchase); break;
        }

        switch (life.Afterwards)
        {
            case 1: stripe.RefundInDashboard(purchase, cents: null); break;
            case 2: stripe.RefundInDashboard(purchase, cents: 100); break;
            case 3: stripe.RefundInDashboard(purchase, cents: 100); stripe.RefundInDashboard(purchase, cents: null); break;
            case 4: stripe.OpenDispute(purchase); break;
            case 5: stripe.OpenDispute(purchase); stripe.EndDispute(purchase, won: true); break;
            case 6: stripe.OpenDispute(purchase); stripe.EndDispute(purchase, won: false); break;
            case 7: stripe.OpenDispute(purchase); stripe.EndDispute(purchase, won: true); stripe.RefundInDashboard(purchase, cents: null); break;
            case 8: stripe.OpenDispute(purchase); stripe.EndDispute(purchase, won: true); stripe.OpenDispute(purchase); break;
            default: break;
        }
    }
}
