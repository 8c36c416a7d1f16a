using System.Net;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>Webhooks that are lost, late, many, backwards, of an old version, or signed with the next secret.</summary>
[Collection(SufferingMarket.Name)]
public sealed class WebhookFaultTests(FaultyMarket market)
{
    private readonly Sandbox _sandbox = market.Market.Sandbox;

    [Fact]
    public async Task A_payment_whose_webhooks_are_lost_is_found_and_what_comes_seventy_one_hours_late_changes_nothing()
    {
        var (buyers, listings) = await market.Prepare(contractors: 1, leads: 1);
        var unlock = await FaultyMarket.Insist(buyers[0], listings[0]);
        await _sandbox.SendWebhooks(hold: true);
        (await _sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);

        // Events that were not delivered are asked for every hour.
        await _sandbox.Advance(TimeSpan.FromMinutes(61));
        await market.PaidOnce(unlock.UnlockId);
        await _sandbox.Advance(TimeSpan.FromHours(70));
        // The hosts' clocks follow within a moment; until then the signature is of another time.
        foreach (var body in await market.EventsOf(unlock.UnlockId))
            await Eventually.Holds(async () => await market.Post(body) == HttpStatusCode.OK, TimeSpan.FromSeconds(30), "what comes late is taken");
        await _sandbox.SendWebhooks();

        await Applied();
        await market.PaidOnce(unlock.UnlockId);
    }

    [Fact]
    public async Task Fifty_copies_of_each_at_once_the_last_event_first_pay_once()
    {
        var (buyers, listings) = await market.Prepare(contractors: 1, leads: 1);
        var unlock = await FaultyMarket.Insist(buyers[0], listings[0]);
        await _sandbox.SendWebhooks(hold: true);
        (await _sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        var events = await market.EventsOf(unlock.UnlockId);
        events.Count.ShouldBeGreaterThan(1);

        foreach (var body in events.Reverse())
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => market.Post(body)));
            answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        }

        await market.PaidOnce(unlock.UnlockId);
        await _sandbox.SendWebhooks();
        await Applied();
        await market.PaidOnce(unlock.UnlockId);
    }

    [Fact]
    public async Task An_event_of_an_old_version_is_believed_only_as_to_what_it_is_about()
    {
        var (buyers, listings) = await market.Prepare(contractors: 1, leads: 1);
        var unlock = await FaultyMarket.Insist(buyers[0], listings[0]);
        var page = unlock.Checkout.Segments[^1].TrimEnd('/');
        var old = new JsonObject
        {
            ["id"] = $"evt_old_{Guid.NewGuid():N}", ["object"] = "event", ["api_version"] = "2019-02-11", ["created"] = (await _sandbox.Now()).ToUnixTimeSeconds(),
            ["livemode"] = false, ["type"] = "checkout.session.completed",
            ["data"] = new JsonObject
            {
                ["object"] = new JsonObject { ["id"] = page, ["object"] = "checkout.session", ["payment_status"] = "paid", ["display_items"] = new JsonArray(1) },
            },
        }.ToJsonString();

        // It says that the page is paid; Stripe, when asked, does not.
        (await market.Post(old)).ShouldBe(HttpStatusCode.OK);
        await Applied();
        (await market.StateOf(unlock.UnlockId)).ShouldBe("open");

        (await _sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        await market.PaidOnce(unlock.UnlockId);
    }

    [Fact]
    public async Task A_secret_that_is_rotated_while_a_purchase_is_under_way_loses_nothing()
    {
        const string Next = "whsec_next_0b5e6a7d9c2f4810";
        var (buyers, listings) = await market.Prepare(contractors: 2, leads: 1);
        var before = await FaultyMarket.Insist(buyers[0], listings[0]);
        var after = await FaultyMarket.Insist(buyers[1], listings[0]);

        await market.Market.RestartHost(extra: Secrets(Next, MarketSettings.WebhookSecret));
        (await _sandbox.Pay(before.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        await market.PaidOnce(before.UnlockId);

        // Stripe signs with the next one from now on: here its webhooks go out by hand.
        await _sandbox.SendWebhooks(hold: true);
        (await _sandbox.Pay(after.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        var events = await market.EventsOf(after.UnlockId);
        await market.Market.RestartHost(extra: Secrets(Next));
        foreach (var body in events) (await market.Post(body)).ShouldBe(HttpStatusCode.BadRequest, "the old secret is over");
        foreach (var body in events) (await market.Post(body, Next)).ShouldBe(HttpStatusCode.OK);
        await market.PaidOnce(after.UnlockId);

        await market.Market.RestartHost();
        await _sandbox.SendWebhooks();
        await Applied();
    }

    private Task Applied() => Eventually.Holds(
        async () => await market.Ledger.Value<int>("select count(*)::int from billing.stripe_events where processed_at is null") == 0,
        TimeSpan.FromSeconds(60), "every event that was taken has had its effect");

    private static Dictionary<string, string> Secrets(params string[] secrets) =>
        secrets.Select((secret, n) => ($"Stripe__WebhookSecrets__{n}", secret)).ToDictionary(pair => pair.Item1, pair => pair.secret, StringComparer.Ordinal);
}
