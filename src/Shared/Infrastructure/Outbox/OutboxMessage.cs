namespace LeadMarket.Infrastructure.Outbox;

/// <summary>An event waiting for its delivery. Deleted once every subscriber has acted: it may name people.</summary>
public sealed class OutboxMessage
{
    public Guid Id { get; init; }

    /// <summary>Such as <c>purchasing.lead-unlocked.v1</c>.</summary>
    public string Name { get; init; } = "";

    public string Payload { get; init; } = "{}";

    public DateTimeOffset PublishedAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>Not to be tried before.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>A dispatcher has it until then; a crashed one loses it.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    public string? LastError { get; init; }

    /// <summary>Given up on: staff must look, and may replay it by clearing this.</summary>
    public DateTimeOffset? DeadAt { get; init; }
}

/// <summary>Proof that a handler has acted on an event; committed with what it did.</summary>
public sealed class InboxMessage
{
    public Guid EventId { get; init; }

    public string Handler { get; init; } = "";

    public DateTimeOffset HandledAt { get; init; }
}
