using FluentValidation;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.RefundUnlock;

internal sealed class RefundUnlockValidator : AbstractValidator<Contracts.RefundUnlock>
{
    /// <summary>Stable words, as Billing takes them.</summary>
    public const string Words = "^[a-z][a-z0-9-]{0,39}$";

    public RefundUnlockValidator()
    {
        RuleFor(request => request.Cause).Matches(Words).WithErrorCode("purchasing.cause-invalid");
        RuleFor(request => request.Cents).GreaterThan(0).WithErrorCode("purchasing.amount-invalid");
    }
}

/// <summary>Staff give money back: the contact is hidden first, so that nobody reads it while the money is on its way.</summary>
internal sealed class RefundUnlockProcess(IMediator modules) : IProcessHandler<Contracts.RefundUnlock>
{
    public async Task<Result> Handle(Contracts.RefundUnlock request, CancellationToken cancellationToken)
    {
        if (request.Cents is { } part) return await GiveBackPart(request, part, cancellationToken);

        var begun = await modules.Send(new BeginRefundCommand(request.Unlock, request.Cause, request.ToCredit), cancellationToken);

        // Begun: whoever hangs up now is not left half refunded. After a crash the sweeper goes on.
        return begun.IsFailure ? begun : await modules.Send(new ContinueRefundProcess(request.Unlock), CancellationToken.None);
    }

    private async Task<Result> GiveBackPart(Contracts.RefundUnlock request, long cents, CancellationToken cancel)
    {
        var found = await modules.Send(new FindRefund(request.Unlock), cancel);
        if (found.IsFailure) return found.Error;
        if (!found.Value.WasPaid) return UnlockErrors.NotRefundable;

        var way = request.ToCredit ? RefundWay.Credit : RefundWay.Card;
        var refunded = await modules.Send(new RefundPurchase(request.Unlock.AsPurchase(), request.Cause, way, cents), cancel);
        if (refunded.IsFailure) return refunded.Error;

        // The part was all that was left: then it ends the sale, unless Billing's event has done so already.
        if (refunded.Value is { Whole: true, Progress: not RefundProgress.Failed })
            await modules.Send(new BeginRefundCommand(request.Unlock, request.Cause, request.ToCredit), CancellationToken.None);
        return Result.Success;
    }
}
