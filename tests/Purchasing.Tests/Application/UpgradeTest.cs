using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>The buyer of a shared lead wants to be its only one: 79.00 less the 29.00 that the lead cost.</summary>
public abstract class UpgradeTest(PurchasingDatabase database) : MoneyBackTest(database)
{
    internal Task<Result<UnlockView>> Upgrade(ContractorId contractor, UnlockId lead, PaymentChoice pay = default) =>
        Database.Send(Actor.Contractor(contractor), new StartUpgrade(contractor, lead, Samples.ReturnTo, Pay: pay));

    internal async Task<UpgradeView> SeeUpgrade(ContractorId contractor, UnlockId lead) =>
        (await Database.Send(Actor.Contractor(contractor), new GetUpgrade(contractor, lead))).Value;

    /// <summary>A lead with one buyer, and their upgrade waiting for its money.</summary>
    internal async Task<Upgrading> Upgrading(int capacity = 3)
    {
        var (me, listing, lead) = await Sold(capacity);
        var started = await Upgrade(me, lead);
        started.IsFailure.ShouldBeFalse();
        return new Upgrading(me, listing, lead, started.Value);
    }

    /// <summary>A lead that its buyer has made exclusive.</summary>
    internal async Task<Upgrading> Upgraded(int capacity = 3)
    {
        var upgrading = await Upgrading(capacity);
        (await Pay(upgrading.Buyer, upgrading.Upgrade)).IsFailure.ShouldBeFalse();
        return upgrading;
    }

    internal Task<long> ToldOfUpgrade(UnlockId upgrade) => Database.Truth<long>(
        "select count(*) from purchasing.outbox_messages where name = 'purchasing.lead-upgraded.v1' and payload ->> 'unlock' = @id", new { id = upgrade.ToString() });

    /// <summary>Due at once: nobody else is at it.</summary>
    internal Task SweepLater()
    {
        Later(TimeSpan.FromSeconds(10));
        return Sweep();
    }
}

internal sealed record Upgrading(ContractorId Buyer, ListingId Listing, UnlockId Lead, UnlockView Upgrade);
