using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Returns;

/// <summary>Tells the contractor of a verdict, and staff of what waits for them.</summary>
internal sealed class AnnounceJudgedReturn(IContractors contractors, IListings listings, IUnlocks unlocks, IOutbox outbox) : IDomainEventHandler<ReturnJudged>
{
    public async Task Handle(ReturnJudged domainEvent, CancellationToken cancel)
    {
        var (judged, verdict) = (domainEvent.Return, domainEvent.Verdict);
        var contractor = (await contractors.Find(judged.ContractorId, cancel))!;
        var unlock = (await unlocks.Lock(judged.UnlockId, cancel))!;
        var listing = (await listings.Find(unlock.ListingId, cancel))!;
        outbox.Publish(new ReturnDecided(
            judged.Id, judged.UnlockId, contractor.Id, contractor.Company, contractor.Email, contractor.Phone, contractor.Locale, listing.Service, listing.Area,
            verdict.Outcome.Spelled(), judged.Reason, judged.ToCredit, verdict.By, judged.AppealUntil is not null, verdict.DecidedAt,
            MoneyBack: WasPaid(unlock) || WasPaid(await unlocks.LockUpgradeOf(unlock.Id, cancel))));
        if (judged.State is ReturnState.Review)
            outbox.Publish(new ReturnAwaitsStaff(judged.Id, judged.UnlockId, contractor.Company, judged.Reason, Appeal: false, judged.DueAt!.Value, verdict.DecidedAt));
    }

    // A coupon can pay a lead in full; nothing pays an upgrade but money.
    private static bool WasPaid(Unlock? purchase) => purchase is { PaidAt: not null, Charge.Total.Cents: > 0 };
}

internal sealed class AnnounceAppealedReturn(IContractors contractors, IOutbox outbox) : IDomainEventHandler<ReturnAppealed>
{
    public async Task Handle(ReturnAppealed domainEvent, CancellationToken cancel)
    {
        var appealed = domainEvent.Return;
        var contractor = (await contractors.Find(appealed.ContractorId, cancel))!;
        outbox.Publish(new ReturnAwaitsStaff(appealed.Id, appealed.UnlockId, contractor.Company, appealed.Reason, Appeal: true, appealed.DueAt!.Value, domainEvent.At));
    }
}
