using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.RefundUnlock;

/// <summary>Hides the contact of a paid unlock, and keeps how its money is to go back before anybody is asked to send it.</summary>
internal sealed record BeginRefundCommand(UnlockId Unlock, string Cause, bool ToCredit) : ICommand;

internal sealed class BeginRefundValidator : AbstractValidator<BeginRefundCommand>
{
    public BeginRefundValidator() => RuleFor(command => command.Cause).Matches(RefundUnlockValidator.Words).WithErrorCode("purchasing.cause-invalid");
}

internal sealed class BeginRefundHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<BeginRefundCommand>
{
    public async Task<Result> Handle(BeginRefundCommand command, CancellationToken cancellationToken) =>
        await unlocks.Lock(command.Unlock, cancellationToken) is { } unlock
            ? unlock.BeginRefund(new RefundCause(command.Cause), command.ToCredit, clock.GetUtcNow())
            : UnlockErrors.NotFound;
}
