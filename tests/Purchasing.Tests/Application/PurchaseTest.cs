using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Application.SweepUnlocks;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>A contractor buys a lead, on a real database; the other modules are played by their Contracts.</summary>
public abstract class PurchaseTest(PurchasingDatabase database) : PurchasingTest(database)
{
    internal OtherModules Others => Database.Others;

    internal Task<Result<UnlockView>> Start(ContractorId contractor, ListingId listing, string? coupon = null, PaymentChoice pay = default) =>
        Database.Send(Actor.Contractor(contractor), new StartUnlock(contractor, listing, coupon, Samples.ReturnTo, Pay: pay));

    internal Task<Result<UnlockView>> Cancel(ContractorId contractor, UnlockId unlock) =>
        Database.Send(Actor.Contractor(contractor), new CancelUnlock(contractor, unlock));

    internal async Task Sweep() => (await Database.Send(Actor.System, new SweepUnlocks())).IsFailure.ShouldBeFalse();

    /// <summary>The checkout is paid, and Billing says so.</summary>
    internal Task<Result> Pay(ContractorId contractor, UnlockView unlock, long? cents = null, bool matches = true)
    {
        Others.Checkouts[unlock.Id.AsPurchase()] = CheckoutState.Paid;
        return Tell(contractor, unlock, cents, matches);
    }

    /// <summary>Billing's event is delivered.</summary>
    internal Task<Result> Tell(ContractorId contractor, UnlockView unlock, long? cents = null, bool matches = true)
    {
        var paid = new CheckoutPaid(unlock.Id.AsPurchase(), contractor, Samples.Cad(cents ?? unlock.Charge!.Total.Cents), Database.Clock.Now, matches);
        return Database.InScope(Actor.System, services => services.GetRequiredService<DeliverContactWhenCheckoutPaid>().Handle(paid, CancellationToken.None));
    }

    /// <summary>The homeowner acts on their own page.</summary>
    internal Task<Result> AsHomeowner(CloseRequest request) => Database.Send(Actor.Homeowner(request.Lead.Value), request);

    internal Task<Result> AsHomeowner(WithdrawRequest request) => Database.Send(Actor.Homeowner(request.Lead.Value), request);

    internal Task<Result> AsHomeowner(EraseRequest request) => Database.Send(Actor.Homeowner(request.Lead.Value), request);

    internal Task<Result> AsHomeowner(WithdrawFromBuyer request) => Database.Send(Actor.Homeowner(request.Lead.Value), request);

    internal async Task<IReadOnlyList<Buyer>> Buyers(LeadId lead) => (await Database.Send(Actor.Homeowner(lead.Value), new ListBuyers(lead))).Value;

    /// <summary>An event is delivered to one of the module's reactions.</summary>
    internal Task<Result> React<TReaction, TEvent>(TEvent integrationEvent)
        where TReaction : IReactionProcess<TEvent>
        where TEvent : IIntegrationEvent =>
        Database.InScope(Actor.System, services => services.GetRequiredService<TReaction>().Handle(integrationEvent, CancellationToken.None));

    /// <summary>A contractor buys a lead.</summary>
    internal async Task<UnlockView> Buy(ContractorId contractor, ListingId listing)
    {
        var started = (await Start(contractor, listing)).Value;
        (await Pay(contractor, started)).IsFailure.ShouldBeFalse();
        return started;
    }

    /// <summary>How often a buyer was told that the contact was taken back.</summary>
    internal Task<long> ToldOfWithdrawal(UnlockId unlock) => Database.Truth<long>(
        "select count(*) from purchasing.outbox_messages where name = 'purchasing.contact-withdrawn.v1' and payload ->> 'unlock' = @id", new { id = unlock.ToString() });

    internal void Later(TimeSpan by) => Database.Clock.Now += by;

    internal string? CouponOf(UnlockId unlock) => Others.Coupons.GetValueOrDefault(unlock.AsPurchase());

    internal string? RefundOf(UnlockId unlock) => Others.Refunds.GetValueOrDefault(unlock.AsPurchase());

    internal Task<long> Announced(UnlockId unlock) => Database.Truth<long>(
        "select count(*) from purchasing.outbox_messages where name = 'purchasing.lead-unlocked.v1' and payload ->> 'unlock' = @id", new { id = unlock.ToString() });
}
