using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Application.AuditSlots;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Every hour slots are counted against the purchases that hold them.</summary>
public sealed class AuditSlotsTests(PurchasingDatabase database) : UpgradeTest(database)
{
    [Fact]
    public async Task A_market_in_which_everything_happens_has_nothing_to_report()
    {
        await AddListing();
        await Upgraded();
        await Upgrading(capacity: 2);
        var (me, _, sold) = await Sold();
        await GiveBack(sold);
        await HearRefunded(me, sold);
        await Start(await AddContractor(), await AddListing());

        (await Audit()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update purchasing.listings set slots = 0", "slots-differ")]
    [InlineData("update purchasing.listings set slots = 7", "slots-differ")]
    [InlineData("update purchasing.unlocks set slot = 2", "slots-differ")]
    [InlineData("update purchasing.unlocks set state = 'refunded'", "slots-differ")]
    public async Task A_slot_without_holder_or_a_holder_without_slot_is_found(string damage, string kind)
    {
        var (_, listing, _) = await Sold();
        await Database.Truth<object>(damage);

        var found = (await Audit()).ShouldHaveSingleItem();

        found.ShouldStartWith($"{kind} {listing}");
    }

    [Fact]
    public async Task A_slot_with_two_holders_is_found()
    {
        var (_, listing, _, _) = await Upgraded();
        await Database.Truth<object>("update purchasing.unlocks set rest = 7 where kind = 'upgrade'");

        (await Audit()).ShouldHaveSingleItem().ShouldStartWith($"slots-shared {listing}");
    }

    [Fact]
    public async Task A_purchase_that_does_not_end_is_found_after_three_quarters_of_an_hour()
    {
        var started = (await Start(await AddContractor(), await AddListing())).Value;
        Later(TimeSpan.FromMinutes(45) - TimeSpan.FromMilliseconds(1));
        (await Audit()).ShouldBeEmpty();

        Later(TimeSpan.FromMilliseconds(1));

        (await Audit()).ShouldHaveSingleItem().ShouldStartWith($"purchase-stuck {started.Id}");
    }

    [Fact]
    public async Task Money_that_never_comes_is_found_after_two_weeks()
    {
        var started = (await Start(await AddContractor(), await AddListing())).Value;
        await Database.Truth<object>("update purchasing.unlocks set state = 'processing', checkout_url = null, due_at = null");
        Later(TimeSpan.FromDays(14));
        (await Audit()).ShouldBeEmpty();

        Later(TestMarket.Hold);

        (await Audit()).ShouldHaveSingleItem().ShouldStartWith($"money-stuck {started.Id}");
    }

    [Fact]
    public async Task An_upgrade_without_its_lead_is_found()
    {
        var (me, _, lead, upgrade) = await Upgraded();
        await HearRefunded(me, lead, "stripe:re_1");
        Others.RefundsRefused = "billing.refund-too-large";
        await Sweep();

        (await Audit()).ShouldHaveSingleItem().ShouldStartWith($"upgrade-without-lead {upgrade.Id}");
    }

    private async Task<IReadOnlyList<string>> Audit()
    {
        (await Database.Send(Actor.System, new AuditSlots())).IsFailure.ShouldBeFalse();
        return Others.Audited!;
    }
}
