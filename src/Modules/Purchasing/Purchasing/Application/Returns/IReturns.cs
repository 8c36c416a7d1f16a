using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Returns;

internal interface IReturns
{
    void Add(LeadReturn @return);

    void Add(KeptVerdict verdict);

    /// <summary>The return of an unlock that is locked; null when none was asked for.</summary>
    Task<LeadReturn?> Of(UnlockId unlock, CancellationToken cancel);

    /// <summary>Reads and locks a return after its unlock: of the two that is locked first, everywhere.</summary>
    Task<LockedReturn?> Lock(ReturnId id, CancellationToken cancel);

    /// <summary>Lets one verdict at a time be given on a contractor's returns: side by side each would count too few.</summary>
    Task TakeTurns(ContractorId contractor, CancellationToken cancel);

    /// <summary>What was stored about an unlock's lead until an instant.</summary>
    Task<ReturnEvidence> Gather(UnlockId unlock, DateTimeOffset until, CancellationToken cancel);
}

/// <param name="HasContact">The contractor still has the homeowner's details.</param>
internal sealed record LockedReturn(LeadReturn Return, Unlock Unlock, bool HasContact)
{
    /// <summary>Has the money of an approved return sent back at once, so that nobody reads the contact of a lead that was given back. Of a person
    /// who took their details back no words stay once nobody has to read them any more.</summary>
    public void ActOnVerdict(DateTimeOffset at)
    {
        Return.Settle(Unlock, at);
        if (!HasContact) Return.ForgetWords();
    }
}
