using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>What Billing tells of a purchase's money after it was paid.</summary>
public abstract class MoneyBackTest(PurchasingDatabase database) : PurchaseTest(database)
{
    internal Task<Result> GiveBack(UnlockId unlock, string cause = "goodwill", bool toCredit = false, long? cents = null) =>
        Database.Send(Actor.Staff, new RefundUnlock(unlock, cause, toCredit, cents));

    /// <summary>Billing says that money is back.</summary>
    internal Task<Result> HearRefunded(ContractorId buyer, UnlockId unlock, string cause = "goodwill", bool whole = true) =>
        React<ReopenSlotWhenPurchaseRefunded, PurchaseRefunded>(
            new(unlock.AsPurchase(), buyer, cause, Samples.Charge().Total, RefundWay.Card, whole, Database.Clock.Now));

    internal Task<int> HearFailed(ContractorId buyer, UnlockId unlock, string cause = "goodwill") => InTransaction(services =>
        services.GetRequiredService<KeepSlotWhenRefundFailed>().Handle(
            new(unlock.AsPurchase(), buyer, cause, Samples.Charge().Total, Database.Clock.Now), CancellationToken.None));

    internal Task<Result> HearDisputed(ContractorId buyer, UnlockId unlock, string dispute = "du_1") =>
        React<HideContactWhenPurchaseDisputed, PurchaseDisputed>(
            new(unlock.AsPurchase(), buyer, dispute, Samples.Charge().Total, "fraudulent", Database.Clock.Now));

    internal Task<Result> HearDecided(ContractorId buyer, UnlockId unlock, bool won, string dispute = "du_1") =>
        React<ShowOrBuryContactWhenDisputeClosed, DisputeClosed>(new(unlock.AsPurchase(), buyer, dispute, won, Database.Clock.Now));

    internal async Task<(ContractorId Buyer, ListingId Listing, UnlockId Unlock)> Sold(int capacity = 3)
    {
        var (buyer, listing) = (await AddContractor(), await AddListing(capacity: capacity));
        return (buyer, listing, (await Buy(buyer, listing)).Id);
    }

    /// <summary>The copy of the contact still names somebody.</summary>
    internal Task<bool> CopyIsKept(UnlockId unlock) =>
        Database.Truth<bool>("select name is not null from purchasing.contacts where unlock_id = @id", new { id = unlock.Value });
}
