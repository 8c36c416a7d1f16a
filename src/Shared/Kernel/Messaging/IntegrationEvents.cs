namespace LeadMarket.Kernel;

/// <summary>A fact that other modules may act on. Immutable, and readable years later from its JSON.</summary>
public interface IIntegrationEvent;

/// <summary>The name under which an event is stored, such as <c>purchasing.lead-unlocked.v1</c>; survives renamed classes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Keeps events in the command's own transaction; they are delivered after the commit, at least once.</summary>
public interface IOutbox
{
    void Publish(IIntegrationEvent integrationEvent);
}

/// <summary>Acts on an event inside the subscriber's unit of work, exactly once: the inbox row commits with the effect.</summary>
public interface IReaction<in TEvent>
    where TEvent : IIntegrationEvent
{
    Task Handle(TEvent integrationEvent, CancellationToken cancel);
}

/// <summary>Acts on an event by sending requests, without a transaction of its own. Every step must bear a repeat:
/// a crash before the event is marked delivered runs it again.</summary>
/// <remarks>A refusal leaves the event for a later attempt.</remarks>
public interface IReactionProcess<in TEvent>
    where TEvent : IIntegrationEvent
{
    Task<Result> Handle(TEvent integrationEvent, CancellationToken cancel);
}
