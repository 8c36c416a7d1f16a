using LeadMarket.Kernel;

namespace Seeded.Rule13.Alpha.Domain
{
    internal sealed record Settable : ICommand
    {
        public string Name { get; set; } = "";
    }

    internal sealed record Initialised : ICommand
    {
        public string Name { get; init; } = "";
    }

    internal sealed record HoldsList(List<string> Names) : IDomainEvent;

    internal sealed class OpenField : IIntegrationEvent
    {
        public int Count = 1;
    }

    internal sealed class OpenAggregate : Aggregate
    {
        public OpenAggregate()
        {
        }

        public string Name { get; set; } = "";
    }
}
