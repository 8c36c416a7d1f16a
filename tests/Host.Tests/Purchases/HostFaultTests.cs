using System.Diagnostics;
using System.Net;
using Dapper;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>A host that stands still, hosts whose clocks are wrong, and a Stripe that answers in every wrong way.</summary>
[Collection(SufferingMarket.Name)]
public sealed class HostFaultTests(FaultyMarket market)
{
    private readonly Sandbox _sandbox = market.Market.Sandbox;

    [Fact]
    public async Task A_host_that_stood_still_for_a_minute_finds_the_world_moved_on_and_changes_nothing_that_has_ended()
    {
        var (buyers, listings) = await market.Prepare(contractors: 4, leads: 2);
        var paid = await FaultyMarket.Insist(buyers[0], listings[0]);
        var left = await FaultyMarket.Insist(buyers[2], listings[0]);
        var frozen = ProcessAt(market.Market.Address());
        await Signal("STOP", frozen);
        try
        {
            // Its webhook goes to the host that stands still; the hold of the other ends meanwhile.
            (await _sandbox.Pay(paid.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
            await _sandbox.Advance(TimeSpan.FromSeconds(60));
            await _sandbox.Advance(TimeSpan.FromMinutes(15.1));
            (await FaultyMarket.Insist(buyers[1], listings[1])).Status.ShouldBe(HttpStatusCode.Created, "the other host serves");
        }
        finally
        {
            await Signal("CONT", frozen);
        }

        await market.PaidOnce(paid.UnlockId);
        await market.EndsAs(left.UnlockId, "expired");
        (await market.Ledger.SlotsTaken(listings[0])).ShouldBe(1);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(16)]
    public async Task Hosts_whose_clocks_are_wrong_refuse_webhooks_and_lose_no_payment(int minutes)
    {
        var (buyers, listings) = await market.Prepare(contractors: 1, leads: 1);
        var unlock = await FaultyMarket.Insist(buyers[0], listings[0]);
        await _sandbox.SendWebhooks(hold: true);
        (await _sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        var events = await market.EventsOf(unlock.UnlockId);

        await WhileHostsAreOff(minutes, async () =>
        {
            await Eventually.Holds(
                async () => await market.Post(events[0]) == HttpStatusCode.BadRequest, TimeSpan.FromSeconds(30), "a signature of another time is refused");
            // Ahead, the hold is over for them. Stripe, asked to close the page, says that it was paid.
            if (minutes > 0)
            {
                await Eventually.Holds(
                    async () => await market.StateOf(unlock.UnlockId) == "paid", TimeSpan.FromSeconds(60), "the payment is found without a webhook");
            }
        });

        // What hosts that were ahead have put off is due by then.
        await _sandbox.Advance(TimeSpan.FromMinutes(Math.Max(minutes, 0)));
        await _sandbox.SendWebhooks();
        await market.PaidOnce(unlock.UnlockId);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("reset-after")]
    [InlineData("truncated")]
    [InlineData("429")]
    [InlineData("html502")]
    [InlineData("stall")]
    public async Task Whatever_Stripe_answers_one_page_opens_one_payment_counts_and_what_is_left_is_released(string kind)
    {
        var (buyers, listings) = await market.Prepare(contractors: 2, leads: 1);
        await _sandbox.BreakStripe("/v1/checkout/sessions", kind, method: "POST");
        var paid = await FaultyMarket.Insist(buyers[0], listings[0]);
        var left = await FaultyMarket.Insist(buyers[1], listings[0]);

        // Asked what became of it, Stripe fails again; told once more, too.
        await _sandbox.BreakStripe("/v1/checkout/sessions/*", kind, method: "GET");
        (await _sandbox.Pay(paid.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        foreach (var body in await market.EventsOf(paid.UnlockId)) (await market.Post(body)).ShouldBe(HttpStatusCode.OK);
        await market.PaidOnce(paid.UnlockId);

        await _sandbox.BreakStripe("/v1/checkout/sessions/*", kind, method: "POST");
        await _sandbox.Advance(TimeSpan.FromMinutes(15.1));
        await market.EndsAs(left.UnlockId, "expired");
        await _sandbox.MendStripe();
        (await market.Captured(left.UnlockId)).ShouldBeEmpty();
        (await market.Ledger.SlotsTaken(listings[0])).ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_Stripe_answers_with_500_again_and_again_is_never_opened_and_the_lead_can_be_bought_anew()
    {
        var (buyers, listings) = await market.Prepare(contractors: 1, leads: 1);
        // The same key is answered the same for a day: neither open nor refused.
        await _sandbox.BreakStripe("/v1/checkout/sessions", "status500", method: "POST");
        var asked = await buyers[0].AskForUnlock(listings[0]);
        asked.Status.ShouldBe(HttpStatusCode.Accepted);

        await _sandbox.Advance(TimeSpan.FromMinutes(15.1));
        await market.EndsAs(asked.UnlockId, "expired");
        (await market.Captured(asked.UnlockId)).ShouldBeEmpty();
        (await FaultyMarket.Insist(buyers[0], listings[0])).UnlockId.ShouldNotBe(asked.UnlockId);
    }

    // Everybody reads one clock: here hosts see it so many minutes off, and Stripe as it is.
    private async Task WhileHostsAreOff(int minutes, Func<Task> act)
    {
        await using var administrator = await market.Administrate(
            "alter table sandbox.clock rename to right_clock",
            $"""
            create view sandbox.clock as
            select id, offset_ms + case current_user when 'leadmarket_host' then {minutes * 60_000} else 0 end as offset_ms from sandbox.right_clock
            """,
            "grant select on sandbox.clock to leadmarket_host, leadmarket_sandbox");
        try
        {
            await act();
        }
        finally
        {
            await administrator.ExecuteAsync("drop view sandbox.clock; alter table sandbox.right_clock rename to clock");
        }
    }

    // Whose command line names the address it listens at.
    private static int ProcessAt(Uri address)
    {
        foreach (var process in Process.GetProcessesByName("dotnet"))
        {
            using (process)
            {
                var words = $"/proc/{process.Id}/cmdline";
                if (File.Exists(words) && File.ReadAllText(words).Contains($"--urls\0{address.AbsoluteUri}", StringComparison.Ordinal)) return process.Id;
            }
        }

        throw new InvalidOperationException($"No process listens at {address}.");
    }

    private static async Task Signal(string name, int process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
