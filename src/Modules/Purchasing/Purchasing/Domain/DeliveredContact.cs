using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Purchasing.Domain;

/// <summary>A buyer lost the contact.</summary>
/// <param name="Erased">The homeowner had all their details destroyed.</param>
internal sealed record ContactTakenBack(UnlockId Unlock, LeadId Lead, ContractorId Contractor, bool Erased, DateTimeOffset At) : IDomainEvent;

/// <summary>A buyer's copy holds nothing of the person any more, whoever wanted it so.</summary>
internal sealed record ContactDestroyed(UnlockId Unlock, DateTimeOffset At) : IDomainEvent;

/// <summary>This contractor's copy of a homeowner's details, made when paid. Taken back it holds nothing of the person, and stays
/// as the record of who had the details, and when.</summary>
internal sealed class DeliveredContact : Aggregate
{
    private DeliveredContact()
    {
    }

    public UnlockId UnlockId { get; private set; }

    public LeadId LeadId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    /// <summary>E.164.</summary>
    public string? Phone { get; private set; }

    public string? Address { get; private set; }

    public string? PostalCode { get; private set; }

    public string? Locale { get; private set; }

    /// <summary>Keys of the market's call hours; empty: any.</summary>
    public string[] CallHours { get; private set; } = [];

    public DateTimeOffset DeliveredAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public static DeliveredContact Deliver(Unlock unlock, LeadId lead, LeadContact contact, DateTimeOffset at) => new()
    {
        UnlockId = unlock.Id,
        LeadId = lead,
        ContractorId = unlock.ContractorId,
        Name = contact.Name,
        Email = contact.Email,
        Phone = contact.Phone,
        Address = contact.Address,
        PostalCode = contact.PostalCode,
        Locale = contact.Locale,
        CallHours = [.. contact.CallHours],
        DeliveredAt = at,
    };

    /// <summary>The homeowner wants it so: destroys the details, once, and the buyer is told of the first time alone.</summary>
    public void TakeBack(bool erased, DateTimeOffset at)
    {
        if (Destroy(at)) Raise(new ContactTakenBack(UnlockId, LeadId, ContractorId, erased, at));
    }

    /// <summary>The buyer has the money back: destroys the details. That is no news of the homeowner.</summary>
    public void TakeBackRefunded(DateTimeOffset at) => Destroy(at);

    private bool Destroy(DateTimeOffset at)
    {
        if (WithdrawnAt is not null) return false;
        (Name, Email, Phone, Address, PostalCode, Locale, CallHours) = (null, null, null, null, null, null, []);
        WithdrawnAt = at;
        Raise(new ContactDestroyed(UnlockId, at));
        return true;
    }
}
