using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <content>Events wait in a queue until a test delivers them, in whichever order and as often as it likes.</content>
internal sealed partial class TownModules
{
    public List<IIntegrationEvent> Waiting { get; } = [];

    /// <summary>What has been delivered, to be told again.</summary>
    public List<IIntegrationEvent> Heard { get; } = [];

    public void Publish(IIntegrationEvent integrationEvent)
    {
        Waiting.Add(integrationEvent);
        Town.Journal.OnRollback(() => Waiting.Remove(integrationEvent));
    }

    /// <summary>Delivers one that waits. Refused, it stays.</summary>
    public async Task<bool> Deliver(IIntegrationEvent integrationEvent)
    {
        Rise();
        if ((await React(integrationEvent)).IsFailure) return false;
        Waiting.Remove(integrationEvent);
        Heard.Add(integrationEvent);
        return true;
    }

    /// <summary>Tells what was heard before, as a dispatcher does that died before it could note it.</summary>
    public async Task DeliverAgain(IIntegrationEvent integrationEvent)
    {
        Rise();
        await React(integrationEvent);
    }

    private Task<Result> React(IIntegrationEvent integrationEvent) => integrationEvent switch
    {
        CheckoutPaid paid => new DeliverContactWhenCheckoutPaid(this).Handle(paid, None),
        CheckoutClosed closed => new ReopenSlotWhenCheckoutClosed(this).Handle(closed, None),
        CheckoutProcessing processing => InTransaction(new KeepSlotWhenCheckoutProcessing(Town).Handle(processing, None)),
        PurchaseRefunded refunded => new ReopenSlotWhenPurchaseRefunded(this).Handle(refunded, None),
        RefundFailed failed => InTransaction(new KeepSlotWhenRefundFailed(Town, Town.Clock).Handle(failed, None)),
        PurchaseDisputed disputed => new HideContactWhenPurchaseDisputed(this).Handle(disputed, None),
        DisputeClosed closed => new ShowOrBuryContactWhenDisputeClosed(this).Handle(closed, None),
        PlanChanged changed => InTransaction(new CopyPlanWhenPlanChanged(Town).Handle(changed, None)),
        LeadUnlocked unlocked => new RecordSalesWhenLeadUnlocked(this).Handle(unlocked, None),
        LeadUpgraded upgraded => new RecordSalesWhenLeadUpgraded(this).Handle(upgraded, None),
        ReturnRequested requested => new JudgeReturnWhenRequested(this).Handle(requested, None),
        ReturnDecided decided => new SendMoneyBackWhenReturnApproved(this).Handle(decided, None),
        ContactWithdrawn withdrawn => new NoteWithdrawalWhenContactTakenBack(this).Handle(withdrawn, None),
        LeadEnded ended => new WithdrawListingWhenLeadEnded(this).Handle(ended, None),
        LeadErased erased => new DestroyCopiesWhenLeadErased(this).Handle(erased, None),
        _ => Task.FromResult(Result.Success),   // of staff and of mail
    };

    // A host that dies in the middle of a transaction leaves nothing of it.
    private async Task<Result> InTransaction(Task reaction)
    {
        await reaction;
        await End(refused: false);
        return Result.Success;
    }
}
