using LeadMarket.Kernel;

namespace Seeded.Rule06.Alpha.Contracts
{
    public sealed record AskAlpha(int Number) : IQuery<int>;

    public sealed record AlphaHappened(int Number) : IIntegrationEvent;
}

namespace Seeded.Rule06.Beta.Contracts
{
    public sealed record AskBeta(int Number) : IQuery<int>;
}

namespace Seeded.Rule06.Gamma.Contracts
{
    public sealed record AskGamma(int Number) : IQuery<int>;
}

namespace Seeded.Rule06.Alpha.Application
{
    internal sealed class CallsBeta
    {
        public object[] Ask() => [new Beta.Contracts.AskBeta(1), new Gamma.Contracts.AskGamma(1)];
    }
}

namespace Seeded.Rule06.Beta.Application
{
    internal sealed class CallsAlpha
    {
        public object Ask() => new Alpha.Contracts.AskAlpha(1);
    }
}

namespace Seeded.Rule06.Gamma.Application
{
    // An event back is no cycle.
    internal sealed class HearsAlpha
    {
        public int Hear(Alpha.Contracts.AlphaHappened happened) => happened.Number;
    }
}
