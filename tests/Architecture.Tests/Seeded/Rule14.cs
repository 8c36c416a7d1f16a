using LeadMarket.Kernel;
using MediatR;

namespace Seeded.Rule14.Alpha.Domain
{
    internal sealed class ReadsTheClock
    {
        public DateTimeOffset Now() => DateTimeOffset.UtcNow;

        public Guid[] Ids() => [Guid.NewGuid(), Guid.CreateVersion7()];

        public Guid Fine(DateTimeOffset at) => Guid.CreateVersion7(at);

        public int Dice() => new Random().Next(6);
    }

    internal sealed class FloatingPrice
    {
        public double Price { get; }

        public long Tax(float rate) => (long)(rate * 100);
    }
}

namespace Seeded.Rule14.Alpha.Application
{
    internal interface IGateway;

    internal sealed class Till(IGateway gateway)
    {
        public IGateway Gateway => gateway;
    }

    internal sealed record Sends : ICommand;

    internal sealed record Calls : ICommand;

    internal sealed class SendsHandler(IMediator mediator) : ICommandHandler<Sends>
    {
        public async Task<Result> Handle(Sends request, CancellationToken cancellationToken)
        {
            return await mediator.Send(request, cancellationToken);
        }
    }

    internal sealed class CallsHandler(Till till) : ICommandHandler<Calls>
    {
        public Task<Result> Handle(Calls request, CancellationToken cancellationToken) =>
            Task.FromResult(till.Gateway is null ? Result.Success : Error.Conflict("alpha.closed"));
    }
}

namespace Seeded.Rule14.Alpha.Infrastructure.Acme
{
    internal sealed class AcmeGateway : Application.IGateway;
}

namespace Seeded.Rule14.Alpha.Infrastructure.Persistence
{
    internal sealed class AsksTheServer
    {
        public string[] Statements(int id) => [$"update t set at = now() where id = {id}", "select CURRENT_TIMESTAMP"];
    }
}
