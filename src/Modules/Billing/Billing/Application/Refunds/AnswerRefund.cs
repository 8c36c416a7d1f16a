using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Keeps Stripe's answer to our own request. The webhook may have been faster and know more.</summary>
internal sealed record AnswerRefund(RefundId Refund, HostedRefund Said) : ICommand<RefundView>;

internal sealed class AnswerRefundHandler(ICheckouts checkouts, IRefunds refunds, TimeProvider clock) : ICommandHandler<AnswerRefund, RefundView>
{
    public async Task<Result<RefundView>> Handle(AnswerRefund request, CancellationToken cancellationToken)
    {
        if (await refunds.FindPurchase(request.Refund, cancellationToken) is not { } purchase) return BillingErrors.RefundNotFound;
        await checkouts.Hold(purchase, cancellationToken);
        var all = await refunds.OfPurchase(purchase, cancellationToken);
        var refund = all.Single(row => row.Id == request.Refund);

        all.Hear(refund, request.Said, clock.GetUtcNow());
        return RefundStanding.Of(refund.AskedAs, await refunds.FindSettled(purchase, cancellationToken) ?? SettledPurchase.Free(refund), all);
    }
}

/// <summary>Stripe makes no refund of this: the money is back already, or it cannot go back now.</summary>
/// <param name="Needless">It is back; otherwise the same may be asked for again.</param>
internal sealed record DropRefund(RefundId Refund, bool Needless) : ICommand<RefundView>;

internal sealed class DropRefundHandler(ICheckouts checkouts, IRefunds refunds, TimeProvider clock) : ICommandHandler<DropRefund, RefundView>
{
    public async Task<Result<RefundView>> Handle(DropRefund request, CancellationToken cancellationToken)
    {
        if (await refunds.FindPurchase(request.Refund, cancellationToken) is not { } purchase) return BillingErrors.RefundNotFound;
        await checkouts.Hold(purchase, cancellationToken);
        var all = await refunds.OfPurchase(purchase, cancellationToken);
        var refund = all.Single(row => row.Id == request.Refund);

        var now = clock.GetUtcNow();
        if (request.Needless) refund.MarkNeedless(now);
        else refund.Refuse(now);

        // What was paid with credits is not back because the card's money is.
        foreach (var part in all.CreditPartsOf(refund))
        {
            if (request.Needless) part.Credit(now);
            else part.Refuse(now);
        }

        return RefundStanding.Of(refund.AskedAs, await refunds.FindSettled(purchase, cancellationToken) ?? SettledPurchase.Free(refund), all);
    }
}

internal static class RefundParts
{
    /// <summary>Takes Stripe's word for the card's part. The credits' part goes with it, now that Stripe has taken it on.</summary>
    public static void Hear(this IReadOnlyList<Refund> all, Refund refund, HostedRefund said, DateTimeOffset at)
    {
        refund.Hear(said.Id, said.State, said.AmountCents, at);
        foreach (var part in all.CreditPartsOf(refund)) part.Credit(at);
    }

    public static IEnumerable<Refund> CreditPartsOf(this IReadOnlyList<Refund> all, Refund card) =>
        all.Where(part => part is { Way: RefundWay.Credit, State: RefundState.Requested } && part.AskedAs == card.AskedAs);
}
