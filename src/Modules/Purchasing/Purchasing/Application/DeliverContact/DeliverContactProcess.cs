using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>Money arrived for an unlock: show the contact, or send the money back.</summary>
/// <remarks>Idempotent: the payment's event may be delivered again.</remarks>
internal sealed record DeliverContactProcess(UnlockId Unlock, Money Paid, DateTimeOffset At) : IProcess;

internal sealed class DeliverContactHandler(IMediator modules) : IProcessHandler<DeliverContactProcess>
{
    public async Task<Result> Handle(DeliverContactProcess request, CancellationToken cancellationToken)
    {
        var purchase = request.Unlock.AsPurchase();
        var lead = await modules.Send(new FindUnlockedLead(request.Unlock), cancellationToken);
        if (lead.IsFailure) return lead.Error;
        var contact = await modules.Send(new GetLeadContact(lead.Value), cancellationToken);
        if (contact.IsFailure) return contact.Error;

        var settled = await modules.Send(
            new SettlePaymentCommand(request.Unlock, lead.Value, request.Paid, request.At, contact.Value), cancellationToken);
        if (settled.IsFailure) return settled.Error;
        if (settled.Value is Settlement.Delivered) return await modules.Send(new RedeemCoupon(purchase), cancellationToken);

        var refunded = await modules.Send(new RefundPurchase(purchase, settled.Value is Settlement.TooLate ? "late" : "mismatch"), cancellationToken);
        if (refunded.IsFailure) return refunded;
        var released = await modules.Send(new ReleaseCoupon(purchase), cancellationToken);
        return released.IsFailure ? released : await modules.Send(new MarkRefundedCommand(request.Unlock), cancellationToken);
    }
}
