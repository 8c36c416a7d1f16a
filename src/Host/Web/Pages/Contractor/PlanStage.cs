using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>What the page of the plan has to say first.</summary>
public enum PlanStage
{
    /// <summary>No subscription.</summary>
    None,

    /// <summary>Stripe has not opened its page yet.</summary>
    Opening,

    /// <summary>Stripe's page waits for the first payment.</summary>
    Waiting,

    /// <summary>The first payment is under way, or a bank has to confirm it.</summary>
    FirstPayment,

    Active,

    /// <summary>A change of plan waits for its payment.</summary>
    ChangePending,

    /// <summary>Cancelled; it runs until the end of what is paid for.</summary>
    Ending,

    /// <summary>A monthly payment failed, and the grace runs or has run out.</summary>
    PaymentFailed,

    /// <summary>Stripe gave up on the payment, or the subscription is paused.</summary>
    Suspended,

    Ended,
}

/// <summary>What can be done about one plan of the market.</summary>
public enum PlanAction
{
    Nothing,
    IsCurrent,
    Subscribe,

    /// <summary>Go on to Stripe's page that waits.</summary>
    Continue,
    Change,
    Cancel,

    /// <summary>An open bill comes first.</summary>
    PayFirst,
}

internal static class PlanStages
{
    public static PlanStage Of(SubscriptionView? subscription) => subscription switch
    {
        null => PlanStage.None,
        { State: "opening" } => PlanStage.Opening,
        { State: "open" } => PlanStage.Waiting,
        { State: "incomplete" } => PlanStage.FirstPayment,
        { State: "past-due" } => PlanStage.PaymentFailed,
        { State: "unpaid" or "paused" } => PlanStage.Suspended,
        { State: "ended" } => PlanStage.Ended,
        { PendingPlan: not null } => PlanStage.ChangePending,
        { EndsAtPeriodEnd: true } => PlanStage.Ending,
        _ => PlanStage.Active,
    };

    /// <summary>Paid for month by month, well or badly: what can be changed and cancelled.</summary>
    public static bool IsLive(this PlanStage stage) =>
        stage is PlanStage.Active or PlanStage.Ending or PlanStage.ChangePending or PlanStage.PaymentFailed or PlanStage.Suspended;

    public static PlanAction ActionFor(this PlanStage stage, Plan plan, PlanView view)
    {
        var paidFor = stage.IsLive() ? view.Subscription!.Plan : view.Plan;
        if (plan.Key == paidFor) return PlanAction.IsCurrent;

        var free = plan.MonthlyPrice.Cents == 0;
        return stage switch
        {
            PlanStage.Active or PlanStage.Ending => !free ? PlanAction.Change : stage is PlanStage.Active ? PlanAction.Cancel : PlanAction.Nothing,
            PlanStage.ChangePending or PlanStage.PaymentFailed or PlanStage.Suspended => free ? PlanAction.Cancel : PlanAction.PayFirst,
            PlanStage.Opening or PlanStage.FirstPayment => PlanAction.Nothing,
            _ when free => PlanAction.Nothing,
            PlanStage.Waiting when plan.Key == view.Subscription!.Plan => PlanAction.Continue,
            _ => PlanAction.Subscribe,
        };
    }
}
