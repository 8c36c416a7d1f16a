namespace LeadMarket.Infrastructure.Actors;

/// <summary>Who this scope acts for. Nobody until somebody says so, and nobody sees no rows.</summary>
public sealed class ActorContext
{
    public Actor? Current { get; private set; }

    public void Become(Actor actor) => Current = actor;
}
