using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Application.Sales;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reactions;

/// <summary>Whoever gave the money back: staff, Purchasing itself, or somebody in Stripe's dashboard.</summary>
internal sealed class ReopenSlotWhenPurchaseRefunded(IMediator modules) : IReactionProcess<PurchaseRefunded>
{
    public async Task<Result> Handle(PurchaseRefunded integrationEvent, CancellationToken cancel)
    {
        // A part given back leaves the contact with its buyer.
        if (!integrationEvent.Whole) return Result.Success;

        // A bill of a plan is no unlock.
        var lead = await modules.Send(new FindUnlockedLead(integrationEvent.Purchase.AsUnlock()), cancel);
        if (lead.IsFailure) return lead.Error.Kind is ErrorKind.NotFound ? Result.Success : lead.Error;

        // Before the end of the sale is written: a repeat of this after a crash stops at neither.
        var returned = await modules.Send(new ReturnCoupon(integrationEvent.Purchase), cancel);
        if (returned.IsFailure) return returned.Error;
        var ended = await modules.Send(new MarkRefundedCommand(integrationEvent.Purchase.AsUnlock()), cancel);
        return ended.IsFailure ? ended : await modules.Send(new TellSales(lead.Value.Listing, lead.Value.Lead), cancel);
    }
}
