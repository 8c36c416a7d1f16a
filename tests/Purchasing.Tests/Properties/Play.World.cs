using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <content>The rest of the world: events on their way, banks, plans, faults.</content>
internal sealed partial class Play
{
    private async Task Hear(int count, bool lastFirst)
    {
        for (var n = 0; n < count && modules.Waiting.Count > 0; n++)
            await modules.Deliver(lastFirst ? modules.Waiting[^1] : modules.Waiting[Math.Min(n, modules.Waiting.Count - 1)]);
    }

    private async Task HearAgain(Step step)
    {
        if (modules.Heard.Count == 0) return;
        for (var copy = 0; copy <= step.How % 3; copy++)
            await modules.DeliverAgain(modules.Heard[((step.Who * 31) + (step.Lead * 7) + step.How + copy) % modules.Heard.Count]);
    }

    // What is refused waits for what it depends on, which waits here too.
    private async Task DeliverAll()
    {
        var went = true;
        while (went)
        {
            went = false;
            foreach (var waiting in modules.Waiting.ToArray()) went |= await modules.Deliver(waiting);
        }
    }

    private void SettleWithStripe()
    {
        foreach (var (purchase, till) in Stripe.Tills)
        {
            Stripe.EndDebit(purchase, paid: true);
            Stripe.EndDispute(purchase, won: true);
            foreach (var refund in till.Refunds)
            {
                Stripe.Settle(refund, succeed: true);
                Stripe.CreditFailed(refund);
            }
        }
    }

    private void SettleRefund(Step step)
    {
        foreach (var till in Stripe.Tills.Values)
        {
            foreach (var refund in till.Refunds)
            {
                if (refund.State is not BookedState.Pending) continue;
                Stripe.Settle(refund, succeed: step.How % 2 == 0);
                return;
            }
        }
    }

    private void ChangePlan(Step step)
    {
        var (company, plan) = (Town.Companies[step.Who], Town.Market.Plans[step.How % Town.Market.Plans.Count].Key);
        // Two changes are never of one instant.
        Town.Clock.Now += TimeSpan.FromMilliseconds(1);
        modules.Waiting.Add(new PlanChanged(company.Id, BilledTo: null, "fr", modules.Plans[company.Id], plan, Town.Clock.Now));
        modules.Plans[company.Id] = plan;
    }

    // Held and given back, again and again.
    private async Task HoldForNothing(Func<Task> hold)
    {
        for (var tries = 0; tries < 4; tries++)
        {
            var before = Town.Unlocks.Count;
            await hold();
            if (Town.Unlocks.Count > before) await Ask(new CancelUnlock(Town.Unlocks[^1].ContractorId, Town.Unlocks[^1].Id));
        }
    }

    private void Pause(Step step)
    {
        var company = Town.Companies[step.Who];
        if (company.PausedAt is null && step.How < 4) company.Pause(Town.Clock.Now);
        else company.Resume();
    }

    private void Trouble(Step step)
    {
        _troubledSteps = 2 + (step.How % 5);
        switch (step.How)
        {
            case < 2: Stripe.Refuses = true; break;
            case < 6: Stripe.RefundsAre = RefundProgress.Pending; break;
            case 6: Stripe.RefundsAre = RefundProgress.Failed; break;
            case < 9: Stripe.Line = Line.Down; break;
            default: Stripe.Line = Line.Deaf; break;
        }
    }

    private void Mend() => (Stripe.Line, Stripe.Refuses, Stripe.RefundsAre) = (Line.Up, false, RefundProgress.Done);
}
