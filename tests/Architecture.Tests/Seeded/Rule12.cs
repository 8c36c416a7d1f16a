using FluentValidation;
using LeadMarket.Kernel;

namespace Seeded.Rule12.Alpha.Application
{
    internal record OpenCommand(int Number) : ICommand;

    internal sealed record Unhandled(int Number) : ICommand;

    internal record OpenEvent(int Number) : IDomainEvent;

    internal class OpenValidator : AbstractValidator<OpenCommand>;

    internal class OpenHandler : ICommandHandler<OpenCommand>
    {
        public Task<Result> Handle(OpenCommand request, CancellationToken cancellationToken) => Task.FromResult(Result.Success);
    }

    internal sealed class SecondHandler : ICommandHandler<OpenCommand>
    {
        public Task<Result> Handle(OpenCommand request, CancellationToken cancellationToken) => Task.FromResult(Result.Success);
    }
}
