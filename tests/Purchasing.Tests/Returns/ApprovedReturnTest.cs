using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.LeadWork;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>A contractor has a lead approved that they give back.</summary>
public abstract class ApprovedReturnTest(PurchasingDatabase database) : LeadWorkTest(database)
{
    internal async Task<ReturnView> Approve(ContractorId me, UnlockId unlock, bool toCredit = false)
    {
        await Call(me, unlock);
        var approved = await AskAndJudge(me, unlock, "dead-phone", toCredit);
        approved.State.ShouldBe("approved");
        return approved;
    }

    internal async Task Call(ContractorId me, UnlockId unlock)
    {
        for (var call = 0; call < 2; call++) await Log(me, unlock, AttemptOutcome.WrongNumber);
    }

    internal async Task<IEnumerable<ListingId>> Board(ContractorId contractor) =>
        (await As(contractor, new BrowseBoard(contractor))).Value.Items.Select(item => item.ListingId);
}
