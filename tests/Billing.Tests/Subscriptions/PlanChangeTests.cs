using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

public sealed class PlanChangeTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public async Task Half_a_month_before_its_end_a_dearer_plan_costs_half_the_difference_now()
    {
        var subscription = await HalfAMonthIn("pro");
        var preview = await Preview("elite");

        preview.Lines.Select(line => line.Cents).ShouldBe([-2450, 4950]);
        preview.Lines[0].Text["fr"].ShouldBe("Temps inutilisé, forfait pro, du 6 décembre 2026 au 21 décembre 2026");
        preview.Lines[1].Text["en"].ShouldBe("Remaining time, elite plan, December 6, 2026 to December 21, 2026");
        preview.Taxes.Select(tax => (tax.Code, tax.Amount.Cents)).ShouldBe([("gst", 125L), ("qst", 250L)]);
        (preview.DueNow.Cents, preview.CreditLater.Cents, preview.MonthlyFromThen.Cents, preview.RenewsAt).ShouldBe((2875, 0, 9900, subscription.PeriodEnd));
    }

    [Fact]
    public async Task A_confirmed_upgrade_is_charged_what_was_shown_and_holds_at_once()
    {
        await HalfAMonthIn("pro");
        var preview = await Preview("elite");
        Billing.Clock.Now += TimeSpan.FromMinutes(5);

        var changed = (await Change(preview)).Value;
        await Billing.Deliver();

        (changed.Plan, changed.PendingPlan).ShouldBe(("elite", null));
        (await Quoted()).ShouldBe("elite");
        (await ToldPlans()).ShouldBe("free-pro pro-elite");
        (await Balance("stripe")).ShouldBe(5634 + 2875);
        (await Invoiced()).ShouldBe(5634 + 2875);
    }

    [Fact]
    public async Task The_same_confirmation_twice_changes_and_charges_once()
    {
        await HalfAMonthIn("pro");
        var preview = await Preview("elite");

        var answers = await Task.WhenAll(Change(preview), Change(preview), Change(preview));
        await Billing.Deliver();

        answers.ShouldContain(answer => !answer.IsFailure);
        (await Quoted()).ShouldBe("elite");
        (await Balance("stripe")).ShouldBe(5634 + 2875);
    }

    [Fact]
    public async Task A_declined_upgrade_keeps_the_old_plan_and_its_bill_can_be_paid()
    {
        var subscription = await HalfAMonthIn("pro");
        Little.Broke.Add(subscription.Customer);

        var declined = (await Change(await Preview("elite"))).Value;
        await Billing.Deliver();

        (declined.Plan, declined.PendingPlan, declined.State).ShouldBe(("pro", "elite", "active"));
        declined.PayNow.ShouldNotBeNull();
        declined.AmountDue.ShouldBe(new Money(2875, "CAD"));
        (await Quoted()).ShouldBe("pro");
        (await ToldOf("billing.plan-payment-failed.v1")).ShouldBe(0, "they saw it on the page");
        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "elite"))).Error.Code.ShouldBe("billing.change-pending");

        Little.PayBill(Little.Bills[subscription.PendingBill!]);
        await Tell("invoice.paid", subscription.LatestBill!);

        var paid = await Shown();
        (paid.Plan, paid.PendingPlan, paid.PayNow).ShouldBe(("elite", null, null));
        (await Balance("stripe")).ShouldBe(5634 + 2875);
    }

    [Fact]
    public async Task A_declined_upgrade_that_is_never_paid_is_forgotten()
    {
        var subscription = await HalfAMonthIn("pro");
        Little.Broke.Add(subscription.Customer);
        await Change(await Preview("elite"));
        Little.Expire(subscription);

        await Tell("customer.subscription.pending_update_expired", subscription.Id);
        await Tell("customer.subscription.updated", subscription.Id);

        var shown = await Shown();
        (shown.Plan, shown.PendingPlan, shown.PayNow).ShouldBe(("pro", null, null));
        (await Invoiced()).ShouldBe(5634);
    }

    [Fact]
    public async Task A_cheaper_plan_holds_at_once_and_lowers_the_bills_to_come()
    {
        var subscription = await HalfAMonthIn("elite");
        var preview = await Preview("pro");
        (preview.DueNow.Cents, preview.CreditLater.Cents).ShouldBe((0, 2875));

        (await Change(preview)).Value.Plan.ShouldBe("pro");
        (await Quoted()).ShouldBe("pro");

        var bill = Little.Renew(subscription);
        await Tell("invoice.paid", bill.Id);

        (bill.TotalCents, bill.CardCents).ShouldBe((5634 - 2875, 5634 - 2875));
        (await Invoiced()).ShouldBe(11383 + 5634 - 2875);
        (await Balance("stripe")).ShouldBe(await Invoiced());
    }

    [Fact]
    public async Task Who_has_moved_up_keeps_the_plan_for_a_month_and_may_still_cancel()
    {
        var subscription = await HalfAMonthIn("pro");
        await Change(await Preview("elite"));
        var raised = Billing.Clock.Now;

        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "pro"))).Error.Code.ShouldBe("billing.cheaper-later");
        (await Billing.Send(Buyer, new ChangePlan(Contractor, "pro", raised, 0))).Error.Code.ShouldBe("billing.cheaper-later");
        (await Shown()).CheaperFrom!.Value.ShouldBe(raised.AddMonths(1), TimeSpan.FromSeconds(1));
        (await Billing.Send(Buyer, new CancelSubscription(Contractor))).Value.EndsAtPeriodEnd.ShouldBeTrue();
        (await Billing.Send(Buyer, new ResumeSubscription(Contractor))).Value.EndsAtPeriodEnd.ShouldBeFalse();

        // The first day of the next period is no way out: the last of this one and that one would be two cheap days.
        Billing.Clock.Now = subscription.PeriodEnd;
        await Tell("invoice.paid", Little.Renew(subscription).Id);
        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "pro"))).Error.Code.ShouldBe("billing.cheaper-later");

        Billing.Clock.Now = raised.AddMonths(1).AddMinutes(1);
        (await Shown()).CheaperFrom.ShouldBeNull();
        (await Change(await Preview("pro"))).Value.Plan.ShouldBe("pro");
        // Down is no way up: nothing keeps them from the dearer one.
        (await Preview("elite")).To.ShouldBe("elite");
    }

    [Fact]
    public async Task A_dearer_plan_whose_payment_is_refused_keeps_nobody_from_anything()
    {
        var subscription = await HalfAMonthIn("pro");
        Little.Broke.Add(subscription.Customer);
        (await Change(await Preview("elite"))).Value.CheaperFrom.ShouldBeNull();
        Little.Expire(subscription);
        await Tell("customer.subscription.pending_update_expired", subscription.Id);

        (await Shown()).CheaperFrom.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_more_than_a_month_stays_at_Stripe_and_pays_the_month_after()
    {
        var subscription = await Subscribe("elite");
        Billing.Clock.Now = subscription.PeriodStart.AddDays(1);
        await Change(await Preview("pro"));
        // And ten dollars more, by the hand of an operator.
        var gesture = subscription.Waiting[0];
        subscription.Waiting.Add(gesture with { Cents = -1000, Taxes = [gesture.Taxes[0] with { Cents = -50 }, gesture.Taxes[1] with { Cents = -100 }] });

        var negative = Little.Renew(subscription);
        await Tell("invoice.paid", negative.Id);

        negative.TotalCents.ShouldBeLessThan(0);
        (await Balance("customer-balance")).ShouldBe(negative.TotalCents);
        (await DocumentOf(negative.Id)).ShouldBe(0, "nothing to pay makes no invoice");

        var next = Little.Renew(subscription);
        await Tell("invoice.paid", next.Id);

        (next.BalanceCents, next.CardCents).ShouldBe((-negative.TotalCents, 5634 + negative.TotalCents));
        (await Balance("customer-balance")).ShouldBe(0);
        (await Billing.Truth<string>(
            "select d.card_cents || ' ' || d.balance_cents from billing.documents d join billing.plan_invoices i using (purchase_id) where i.invoice_id = @id", new { id = next.Id }))
            .ShouldBe($"{next.CardCents} {next.BalanceCents}");
    }

    [Fact]
    public async Task A_preview_that_is_old_or_no_longer_true_charges_nobody()
    {
        var subscription = await HalfAMonthIn("pro");
        var preview = await Preview("elite");

        (await Change(preview with { DueNow = preview.DueNow with { Cents = 1 } })).Error.Code.ShouldBe("billing.preview-outdated");
        (await Change(preview with { AsOf = preview.AsOf.AddMinutes(1) })).Error.Code.ShouldBe("billing.preview-outdated");
        Little.Balances[subscription.Customer] = -500;
        (await Change(preview)).Error.Code.ShouldBe("billing.preview-outdated", "there is something in the balance now");
        Little.Balances.Remove(subscription.Customer);
        Billing.Clock.Now += TimeSpan.FromMinutes(31);
        (await Change(preview)).Error.Code.ShouldBe("billing.preview-outdated");

        (await Balance("stripe")).ShouldBe(5634);
    }

    [Theory]
    [InlineData(nameof(Line.Down))]
    [InlineData(nameof(Line.Deaf))]
    public async Task A_change_whose_answer_is_lost_is_shown_as_pending_and_finished_by_the_job_once(string line)
    {
        await HalfAMonthIn("pro");
        var preview = await Preview("elite");
        Little.Before = call => Little.Line = call is "change" ? Enum.Parse<Line>(line) : Little.Line;

        var lost = (await Change(preview)).Value;
        (lost.Plan, lost.PendingPlan).ShouldBe(("pro", "elite"));

        (Little.Before, Little.Line) = (null, Line.Up);
        await Resume(afterSeconds: 3);

        (await Shown()).Plan.ShouldBe("elite");
        (await Balance("stripe")).ShouldBe(5634 + 2875);
    }

    [Fact]
    public async Task A_change_that_could_not_be_sent_for_half_an_hour_is_dropped()
    {
        await HalfAMonthIn("pro");
        var preview = await Preview("elite");
        Little.Before = call => Little.Line = call is "change" ? Line.Down : Little.Line;
        await Change(preview);
        (Little.Before, Little.Line) = (null, Line.Up);

        await Resume(afterSeconds: 31 * 60);

        var shown = await Shown();
        (shown.Plan, shown.PendingPlan).ShouldBe(("pro", null));
        (await Balance("stripe")).ShouldBe(5634);
    }

    [Fact]
    public async Task What_cannot_be_changed_says_why()
    {
        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "elite"))).Error.Code.ShouldBe("billing.not-subscribed");
        await Start();
        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "elite"))).Error.Code.ShouldBe("billing.not-subscribed");
        var subscription = Little.Pay(PageOf(Contractor));
        await Tell("customer.subscription.created", subscription.Id);

        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "pro"))).Error.Code.ShouldBe("billing.same-plan");
        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "free"))).Error.Code.ShouldBe("billing.plan-is-free");
        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "gold"))).Error.Code.ShouldBe("billing.unknown-plan");
        Little.Line = Line.Down;
        (await Billing.Send(Buyer, new PreviewPlanChange(Contractor, "elite"))).Error.Code.ShouldBe("billing.stripe-unavailable");
    }

    [Fact]
    public async Task Cancelling_runs_to_the_end_of_the_month_and_can_be_taken_back()
    {
        var subscription = await Subscribe();
        (await Billing.Send(Buyer, new CancelSubscription(Contractor))).Value.EndsAtPeriodEnd.ShouldBeTrue();
        (await Billing.Send(Buyer, new CancelSubscription(Contractor))).Value.EndsAtPeriodEnd.ShouldBeTrue();
        (await Quoted()).ShouldBe("pro");
        (await Billing.Send(Buyer, new ResumeSubscription(Contractor))).Value.EndsAtPeriodEnd.ShouldBeFalse();

        Little.Line = Line.Down;
        (await Billing.Send(Buyer, new CancelSubscription(Contractor))).Error.Code.ShouldBe("billing.stripe-unavailable");
        Little.Line = Line.Up;
        Little.Delete(subscription.Id);
        (await Billing.Send(Buyer, new CancelSubscription(Contractor))).Error.Code.ShouldBe("billing.not-subscribed");
        (await Quoted()).ShouldBe("free");
    }

    private async Task<LittleSubscription> HalfAMonthIn(string plan)
    {
        var subscription = await Subscribe(plan);
        Billing.Clock.Now = subscription.PeriodStart.AddDays(15);
        return subscription;
    }

    private Task<long> Invoiced() =>
        Billing.Truth<long>("select coalesce(sum(total_cents), 0)::bigint from billing.documents where contractor_id = @id", new { id = Contractor.Value });

    private Task<long> DocumentOf(string invoice) => Billing.Truth<long>(
        "select count(*) from billing.documents d join billing.plan_invoices i using (purchase_id) where i.invoice_id = @invoice", new { invoice });
}
