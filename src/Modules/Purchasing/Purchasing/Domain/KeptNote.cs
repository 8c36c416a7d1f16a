using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>A contractor's note on a lead. May name the homeowner: destroyed with the contact.</summary>
internal sealed class KeptNote
{
    public const int Longest = 2000;

    /// <summary>So many on one lead: their page shows all of them.</summary>
    public const int Most = 200;

    private KeptNote()
    {
    }

    public UnlockId UnlockId { get; private set; }

    /// <summary>Made with the form.</summary>
    public Guid Id { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset NotedAt { get; private set; }

    public static KeptNote Keep(Unlock unlock, Guid id, string text, DateTimeOffset at) =>
        new() { UnlockId = unlock.Id, Id = id, ContractorId = unlock.ContractorId, Text = text, NotedAt = at };
}
