using System.Text.Json;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Infrastructure.Outbox;

/// <summary>Writes events next to the command's own rows, in whichever module's unit of work is open in this scope.</summary>
internal sealed class ScopedOutbox(TimeProvider clock) : IOutbox
{
    private ModuleDbContext? _context;

    public bool HasPublished { get; private set; }

    public void Open(ModuleDbContext context) => (_context, HasPublished) = (context, false);

    public void Close() => _context = null;

    public void Publish(IIntegrationEvent integrationEvent)
    {
        var context = _context ?? throw new InvalidOperationException("Events are published inside a command, so that they commit with it.");
        var now = clock.GetUtcNow();
        context.OutboxMessages.Add(new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Name = EventCatalogue.NameOf(integrationEvent.GetType()),
            Payload = JsonSerializer.Serialize(integrationEvent, integrationEvent.GetType(), EventJson.Options),
            PublishedAt = now,
            DueAt = now,
        });
        HasPublished = true;
    }
}
