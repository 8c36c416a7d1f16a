using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>I13: rights are a function of the subscription as it was last fetched, whatever happened before.</summary>
public sealed class RightsTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    private const int Seed = 20261121;
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    [Fact]
    public void Two_thousand_sequences_of_answers_in_any_order_end_like_the_one_asked_for_last()
    {
        for (var run = 0; run < 2000; run++)
        {
            var random = new Random(Seed + run);
            var answers = Enumerable.Range(1, 12).Select(seq => (Seq: (long)seq, Said: RandomAnswer(random))).ToList();
            var subscription = Prepared();
            var over = (long?)null;
            // Shuffled, and each up to three times.
            foreach (var (seq, said) in answers.SelectMany(answer => Enumerable.Repeat(answer, random.Next(1, 4))).OrderBy(_ => random.Next()).ToList())
            {
                if (over is null && seq > subscription.AppliedSeq && said.State is SubscriptionState.Ended) over = seq;
                subscription.Follow(said, new PlanCatalogue([], []), seq, Noon);
            }

            var last = answers.Single(answer => answer.Seq == (over ?? 12)).Said;
            var since = last.OpenBills.Where(bill => !bill.IsChange).Select(bill => (DateTimeOffset?)bill.Since).Min();
            foreach (var now in new[] { Noon, Noon.AddDays(3), Noon.AddDays(30) })
            {
                subscription.RightsAt(now, Grace).ShouldBe(
                    PlanRights.Of(last.State, last.Item.Price.Plan!, since, Grace, now), $"seed {Seed + run}");
            }
        }
    }

    [Fact]
    public async Task Random_months_with_random_webhooks_always_quote_what_Stripe_says_now()
    {
        for (var run = 0; run < 6; run++)
        {
            var (random, seed) = (new Random(Seed + run), Seed + run);
            var test = new RandomLife(Billing) { Seed = seed };
            await test.InitializeAsync();
            await test.Live(random);
        }
    }

    private static Subscription Prepared() => Subscription.Prepare(
        new ContractorId(Guid.CreateVersion7()), "pro", new SubscriptionTerms(new BilledTo("A", "B", "a@example.com"), "fr", "https://x/paid", "https://x/left"), Noon);

    private static FetchedSubscription RandomAnswer(Random random)
    {
        var state = random.Next(12) is 0 ? SubscriptionState.Ended : (SubscriptionState)random.Next((int)SubscriptionState.Incomplete, (int)SubscriptionState.Ended);
        var plan = random.Next(2) is 0 ? "pro" : "elite";
        IReadOnlyList<OpenBill> open = state is SubscriptionState.Active ? [] : [new OpenBill("in_1", IsChange: false, Noon.AddDays(-random.Next(10)), null, DueCents: 5634)];
        return new FetchedSubscription(
            "sub_1", null, "cus_1", state, new FetchedItem("si_1", new FetchedPrice($"price_{plan}", plan, new Money(4900, "CAD")), Noon.AddDays(30)),
            EndsAtPeriodEnd: false, null, null, null, null, open, null);
    }

    /// <summary>One contractor's plan through twelve steps of luck and misfortune.</summary>
    private sealed class RandomLife(BillingDatabase billing) : SubscriptionTest(billing)
    {
        public required int Seed { get; init; }

        public async Task Live(Random random)
        {
            var subscription = await Subscribe(random.Next(2) is 0 ? "pro" : "elite");
            var heard = new List<(string Type, string About)>();
            for (var step = 0; step < 12 && subscription.State is not SubscriptionState.Ended; step++)
            {
                heard.AddRange(await Happen(random, subscription));
                // Some now, in any order, some again; the rest is late.
                foreach (var (type, about) in heard.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList()) await Tell(type, about, deliveries: random.Next(1, 3));

                var plan = PlanRights.Effective(
                    PlanRights.Of(subscription.State, subscription.Price.Plan, OldestUnpaid(subscription), TimeSpan.FromDays(7), Billing.Clock.Now), null, TestMarket.Create()).Key;
                (await Quoted()).ShouldBe(plan, $"seed {Seed}, step {step}");
            }

            foreach (var (type, about) in heard.OrderBy(_ => random.Next())) await Tell(type, about);
            var paid = Little.Bills.Values.Where(bill => bill.Subscription == subscription.Id && bill.Status is BillStatus.Paid).ToList();
            (await Balance("stripe")).ShouldBe(paid.Sum(bill => bill.CardCents), $"seed {Seed}");
            (await Balance("plan-sales")).ShouldBe(-paid.Sum(bill => bill.NetCents), $"seed {Seed}");
            (await Balance("customer-balance")).ShouldBe(paid.Sum(bill => bill.BalanceCents), $"seed {Seed}");
            (await Billing.Truth<long>("select coalesce(sum(total_cents), 0)::bigint from billing.documents where contractor_id = @id", new { id = Contractor.Value }))
                .ShouldBe(paid.Where(bill => bill.TotalCents > 0).Sum(bill => bill.TotalCents), $"seed {Seed}");
        }

        private async Task<IReadOnlyList<(string Type, string About)>> Happen(Random random, LittleSubscription subscription)
        {
            var updated = ("customer.subscription.updated", subscription.Id);
            switch (random.Next(7))
            {
                case 0:
                    Little.Broke.Add(subscription.Customer);
                    break;
                case 1:
                    Little.Broke.Remove(subscription.Customer);
                    break;
                case 2 when subscription.State is SubscriptionState.Active && subscription.Pending is null:
                    Billing.Clock.Now = Later(subscription.PeriodStart.AddDays(random.Next(1, 25)));
                    var preview = await Billing.Send(Buyer, new PreviewPlanChange(Contractor, subscription.Price.Plan is "pro" ? "elite" : "pro"));
                    if (preview.Succeeded(out var change)) await Change(change);
                    return [updated, ("invoice.paid", subscription.LatestBill!)];
                case 3 when random.Next(4) is 0:
                    Little.Delete(subscription.Id);
                    return [("customer.subscription.deleted", subscription.Id)];
                case 4 when Little.Bills[subscription.LatestBill!] is { Status: BillStatus.Open } open:
                    Little.PayBill(open);
                    return [("invoice.paid", open.Id)];
                default:
                    Billing.Clock.Now = Later(subscription.PeriodEnd);
                    var bill = Little.Renew(subscription);
                    return [(bill.Status is BillStatus.Paid ? "invoice.paid" : "invoice.payment_failed", bill.Id), updated];
            }

            return [updated];
        }

        private DateTimeOffset Later(DateTimeOffset at) => at > Billing.Clock.Now ? at : Billing.Clock.Now;

        private DateTimeOffset? OldestUnpaid(LittleSubscription subscription) => Little.Bills.Values
            .Where(bill => bill.Subscription == subscription.Id && bill is { Status: BillStatus.Open, IsRenewal: true })
            .Select(bill => (DateTimeOffset?)bill.CreatedAt).Min();
    }
}
