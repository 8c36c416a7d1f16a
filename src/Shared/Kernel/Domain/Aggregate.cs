namespace LeadMarket.Kernel;

/// <summary>Something that happened to an aggregate, told inside its module and its transaction.</summary>
public interface IDomainEvent;

/// <summary>Acts on a domain event before the commit that makes it true.</summary>
public interface IDomainEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task Handle(TEvent domainEvent, CancellationToken cancel);
}

/// <summary>The root of what changes together. Moves are verbs that refuse or raise what happened.</summary>
public abstract class Aggregate
{
    private readonly List<IDomainEvent> _events = [];

    /// <summary>Hands over what happened since the last call; the unit of work asks before it commits.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        var taken = _events.ToArray();
        _events.Clear();
        return taken;
    }

    protected void Raise(IDomainEvent domainEvent) => _events.Add(domainEvent);
}
