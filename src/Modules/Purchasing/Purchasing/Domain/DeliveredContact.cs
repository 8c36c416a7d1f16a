using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>This contractor's copy of a homeowner's details; made when paid, destroyed with the lead's erasure.</summary>
internal sealed class DeliveredContact
{
    public UnlockId UnlockId { get; init; }

    public LeadId LeadId { get; init; }

    public ContractorId ContractorId { get; init; }

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>E.164.</summary>
    public string Phone { get; init; } = "";

    public string? Address { get; init; }

    public string PostalCode { get; init; } = "";

    public string Locale { get; init; } = "";

    public DateTimeOffset DeliveredAt { get; init; }
}
