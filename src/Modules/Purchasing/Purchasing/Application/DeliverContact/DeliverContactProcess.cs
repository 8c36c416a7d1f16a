using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.RefundUnlock;
using MediatR;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>Money arrived for an unlock: show the contact, or send the money back.</summary>
/// <remarks>Idempotent: the payment's event may be delivered again.</remarks>
/// <param name="Matches">False when Billing says that the money bought nothing, whatever the amount.</param>
internal sealed record DeliverContactProcess(UnlockId Unlock, Money Paid, DateTimeOffset At, bool Matches = true) : IProcess;

internal sealed class DeliverContactHandler(IMediator modules) : IProcessHandler<DeliverContactProcess>
{
    public async Task<Result> Handle(DeliverContactProcess request, CancellationToken cancellationToken)
    {
        var purchase = request.Unlock.AsPurchase();
        var lead = await modules.Send(new FindUnlockedLead(request.Unlock), cancellationToken);
        if (lead.IsFailure) return lead.Error;
        var contact = await modules.Send(new GetLeadContact(lead.Value.Lead), cancellationToken);
        // Not found is an answer too: the homeowner had it destroyed, and no later try would find it.
        if (contact.IsFailure && contact.Error.Kind is not ErrorKind.NotFound) return contact.Error;

        var settled = await modules.Send(
            new SettlePaymentCommand(request.Unlock, lead.Value.Lead, request.Paid, request.At, contact.IsFailure ? null : contact.Value, request.Matches),
            cancellationToken);
        if (settled.IsFailure) return settled.Error;
        if (settled.Value.MoneyBack is null) return await modules.Send(new RedeemCoupon(purchase), cancellationToken);

        // What a coupon paid in full took nothing that could go back.
        var refunded = request.Paid.Cents > 0
            ? await modules.Send(new ContinueRefundProcess(request.Unlock), cancellationToken)
            : await modules.Send(new MarkRefundedCommand(request.Unlock), cancellationToken);
        return refunded.IsFailure ? refunded : await modules.Send(new ReleaseCoupon(purchase), cancellationToken);
    }
}
