using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Upgrades of leads whose homeowner wants nobody else.</summary>
public sealed class UpgradeWithdrawalTests(PurchasingDatabase database) : UpgradeTest(database)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_whose_contact_is_taken_back_from_its_buyer_ends_and_its_money_goes_back(bool paysFirst)
    {
        var (me, listing, lead, upgrade) = await Upgrading();
        (await AsHomeowner(new WithdrawFromBuyer(await LeadOf(listing), lead))).IsFailure.ShouldBeFalse();

        if (paysFirst) (await Pay(me, upgrade)).IsFailure.ShouldBeFalse();
        await Sweep();

        (await State(upgrade.Id), RefundOf(upgrade.Id)).ShouldBe(paysFirst ? ("refunded", "lead-gone") : ("expired", null));
        (await State(lead), await Slots(listing)).ShouldBe(("paid", 0b001));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("withdraw")]
    [InlineData("erase")]
    public async Task A_homeowner_who_wants_nobody_else_ends_open_upgrades_and_keeps_paid_ones(string wish)
    {
        var (open, paid) = (await Upgrading(), await Upgraded());
        var money = await Upgrading();
        foreach (var one in new[] { open, paid, money }) await Wish(wish, await LeadOf(one.Listing));
        (await Upgrade(open.Buyer, open.Lead)).Error.Code.ShouldBe("purchasing.lead-closed");

        (await Pay(money.Buyer, money.Upgrade)).IsFailure.ShouldBeFalse();
        await Sweep();

        (await State(open.Upgrade.Id), await Slots(open.Listing)).ShouldBe(("expired", 0b001));
        (await State(money.Upgrade.Id), RefundOf(money.Upgrade.Id), await Slots(money.Listing)).ShouldBe(("refunded", "withdrawn", 0b001));
        (await State(paid.Upgrade.Id), await Slots(paid.Listing)).ShouldBe(("paid", 0b111));
        (await ToldOfWithdrawal(paid.Lead), await ToldOfWithdrawal(paid.Upgrade.Id)).ShouldBe((wish is "close" ? 0L : 1L, 0L));
    }

    private Task<Result> Wish(string wish, LeadId lead) => wish switch
    {
        "close" => AsHomeowner(new CloseRequest(lead)),
        "withdraw" => AsHomeowner(new WithdrawRequest(lead)),
        _ => AsHomeowner(new EraseRequest(lead)),
    };
}
