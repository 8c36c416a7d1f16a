using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.LeadWork;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <content>Returns, and the evidence they are judged by.</content>
internal sealed partial class Town : IReturns, IWorkedLeads
{
    private readonly List<(UnlockId Unlock, SeenAttempt Attempt)> _attempts = [];

    public List<LeadReturn> Returns { get; } = [];

    public List<KeptVerdict> Verdicts { get; } = [];

    public void Tried(UnlockId unlock, AttemptOutcome outcome) => _attempts.Add((unlock, new SeenAttempt(outcome, Clock.Now)));

    void IReturns.Add(LeadReturn @return)
    {
        Returns.Add(@return);
        Journal.Hold(@return);
        Journal.OnRollback(() => Returns.Remove(@return));
    }

    void IReturns.Add(KeptVerdict verdict)
    {
        Verdicts.Add(verdict);
        Journal.OnRollback(() => Verdicts.Remove(verdict));
    }

    Task<LeadReturn?> IReturns.Of(UnlockId unlock, CancellationToken cancel) => Task.FromResult(Returns.Find(asked => asked.UnlockId == unlock));

    Task<LockedReturn?> IReturns.Lock(ReturnId id, CancellationToken cancel) => Task.FromResult(
        Held(Returns.Find(asked => asked.Id == id)) is { } found ? new LockedReturn(found, Held(UnlockOf(found.UnlockId))!, HasContact(found.UnlockId)) : null);

    Task IReturns.TakeTurns(ContractorId contractor, CancellationToken cancel) => Task.CompletedTask;

    Task<ReturnEvidence> IReturns.Gather(UnlockId unlock, DateTimeOffset until, CancellationToken cancel)
    {
        var (bought, contact) = (UnlockOf(unlock)!, ContactOf(unlock)!);
        var listing = ListingOf(bought);
        var since = until - Market.Returns.Limit.Cycle;
        return Task.FromResult(new ReturnEvidence(
            contact.WithdrawnAt is not null, EarlierOf(contact, listing.Service), listing.PostalPrefix, contact.PostalCode?[..3], listing.Service,
            bought.ServicesThen.Length == 0 || bought.ServicesThen.Contains(listing.Service, StringComparer.Ordinal), LeadProgress.New,
            [.. _attempts.Where(seen => seen.Unlock == unlock && seen.Attempt.At <= until).Select(seen => seen.Attempt)],
            Unlocks.Count(each => each.ContractorId == bought.ContractorId && !each.IsUpgrade && each.PaidAt > since && each.PaidAt <= until),
            Returns.Count(asked => asked.ContractorId == bought.ContractorId && asked.State is ReturnState.Approved && asked.DecidedAt > since)));
    }

    Task<bool> IWorkedLeads.HoldContact(UnlockId unlock, CancellationToken cancel) => Task.FromResult(HasContact(unlock));

    Task<WorkedLead> IWorkedLeads.Of(Unlock unlock, CancellationToken cancel) => throw NoWork();

    void IWorkedLeads.Add(LeadMove step) => throw NoWork();

    void IWorkedLeads.Add(KeptNote note) => throw NoWork();

    void IWorkedLeads.Add(LoggedAttempt attempt) => throw NoWork();

    Task<bool> IWorkedLeads.HasNote(UnlockId unlock, Guid note, CancellationToken cancel) => throw NoWork();

    Task<bool> IWorkedLeads.HasAttempt(UnlockId unlock, Guid attempt, CancellationToken cancel) => throw NoWork();

    Task<int> IWorkedLeads.CountNotes(UnlockId unlock, CancellationToken cancel) => throw NoWork();

    Task<int> IWorkedLeads.CountAttempts(UnlockId unlock, CancellationToken cancel) => throw NoWork();

    Task IWorkedLeads.RemoveNote(UnlockId unlock, Guid note, CancellationToken cancel) => throw NoWork();

    Task IWorkedLeads.ForgetWords(UnlockId unlock, CancellationToken cancel) => throw NoWork();

    private static NotSupportedException NoWork() => new("Only the contact of a lead is looked at here.");

    private DateTimeOffset? EarlierOf(DeliveredContact contact, string service)
    {
        DateTimeOffset? first = null;
        foreach (var before in Contacts)
        {
            if (before.ContractorId != contact.ContractorId || before.LeadId == contact.LeadId || before.WithdrawnAt is not null || before.DeliveredAt >= contact.DeliveredAt) continue;
            if (before.Phone != contact.Phone || ListingOf(UnlockOf(before.UnlockId)!).Service != service) continue;
            if (first is null || before.DeliveredAt < first) first = before.DeliveredAt;
        }

        return first;
    }
}
