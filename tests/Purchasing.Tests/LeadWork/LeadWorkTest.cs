using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Application.Reminders;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;
using LeadMarket.Purchasing.Tests.Persistence;
using MediatR;

namespace LeadMarket.Purchasing.Tests.LeadWork;

/// <summary>A contractor works the leads they bought, and gives some back.</summary>
public abstract class LeadWorkTest(PurchasingDatabase database) : MoneyBackTest(database)
{
    internal Task<T> As<T>(ContractorId contractor, IRequest<T> request) => Database.Send(Actor.Contractor(contractor), request);

    internal async Task Done(ContractorId contractor, IRequest<Result> request)
    {
        var answer = await As(contractor, request);
        (answer.IsFailure ? answer.Error.Code : null).ShouldBeNull();
    }

    internal async Task<MyLeadDetail> Open(ContractorId contractor, UnlockId unlock) => (await As(contractor, new GetMyLead(contractor, unlock))).Value;

    internal async Task<MyLeadsPage> List(ContractorId contractor, MyLeadsFilter? filter = null, string? cursor = null) =>
        (await As(contractor, new ListMyLeads(contractor, filter, cursor))).Value;

    /// <summary>One lead bought by a new contractor, of a person of its own.</summary>
    internal async Task<(ContractorId Me, UnlockId Unlock)> BoughtOne(string service = "ev-charger", int capacity = 3)
    {
        var me = await AddContractor(services: ["ev-charger", "heat-pump", "solar-panels"]);
        return (me, await BuyAnother(me, service, capacity));
    }

    internal async Task<UnlockId> BuyAnother(ContractorId me, string service = "ev-charger", int capacity = 3)
    {
        var unlock = (await Buy(me, await AddListing(service, capacity: capacity, listedAt: Database.Clock.Now))).Id;
        await BePerson(unlock, $"personne-{unlock}@example.com", $"+1418{Random.Shared.Next(1_000_000, 9_999_999)}");
        return unlock;
    }

    /// <summary>The lead's contact is somebody of their own: the other modules' stand-in knows one homeowner alone.</summary>
    internal Task BePerson(UnlockId unlock, string email, string phone, string name = "Hélène Gagnon", string postalCode = "H2X 1Y4") => Database.Truth<object>(
        "update purchasing.contacts set email = @email, phone = @phone, name = @name, postal_code = @postalCode where unlock_id = @id",
        new { id = unlock.Value, email, phone, name, postalCode });

    internal Task Log(ContractorId me, UnlockId unlock, AttemptOutcome outcome, AttemptWay way = AttemptWay.Call) =>
        Done(me, new LogContactAttempt(me, unlock, Guid.NewGuid(), way, outcome));

    internal Task Remind() => Database.Send(Actor.System, new RemindDue());

    internal async Task SweepReturns() => (await Database.Send(Actor.System, new SweepReturns())).IsFailure.ShouldBeFalse();

    internal Task<Result<ReturnId>> Ask(ContractorId me, UnlockId unlock, string reason = "other", string? note = "Ce n’est pas un client.", bool toCredit = false) =>
        As(me, new RequestReturn(me, unlock, reason, note, toCredit));

    /// <summary>The request's own event is delivered.</summary>
    internal async Task<ReturnView> Judge(ContractorId me, ReturnId asked, UnlockId unlock)
    {
        (await React<JudgeReturnWhenRequested, ReturnRequested>(new(asked))).IsFailure.ShouldBeFalse();
        return (await Open(me, unlock)).Lead.Return!;
    }

    internal async Task<ReturnView> AskAndJudge(ContractorId me, UnlockId unlock, string reason = "other", bool toCredit = false)
    {
        var asked = await Ask(me, unlock, reason, toCredit: toCredit);
        return await Judge(me, asked.Value, unlock);
    }

    /// <summary>The event of an approval is delivered, which has the money sent back.</summary>
    internal Task<Result> HearApproved(ReturnId approved) => React<SendMoneyBackWhenReturnApproved, ReturnDecided>(new(
        approved, default, default, "", "", "", "fr", "", "", "approved", "other", ToCredit: false, "system", MayAppeal: false, Database.Clock.Now));

    /// <summary>What was told under a name, as JSON, in the order of telling.</summary>
    internal async Task<string[]> Told(string name) => await Database.Truth<string[]>(
        "select coalesce(array_agg(payload::text order by id), '{}') from purchasing.outbox_messages where name = @name", new { name });

    internal Task<bool> Holds(string condition, UnlockId unlock) => Database.Truth<bool>($"select exists ({condition})", new { id = unlock.Value });

    internal Task<long> NotesOf(UnlockId unlock) => Database.Truth<long>("select count(*) from purchasing.lead_notes where unlock_id = @id", new { id = unlock.Value });
}
