using LeadMarket.Billing.Contracts;
using LeadMarket.Notifications.Application.Reactions;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class MoneyMailTests(NotificationsDatabase database) : IAsyncLifetime
{
    public Task InitializeAsync() => database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_bought_lead_sends_its_receipt_and_no_second_mail_for_its_invoice()
    {
        await database.Deliver(Samples.Document("fr", DocumentKind.Invoice, DocumentSubject.Lead), typeof(SendDocumentWhenIssued));
        (await database.Count()).ShouldBe(0);
    }

    [Fact]
    public async Task A_credit_note_of_a_lead_and_the_invoice_of_a_plan_are_mailed_once_each()
    {
        var note = Samples.Document("fr", DocumentKind.CreditNote, DocumentSubject.Lead);
        var invoice = Samples.Document("en", DocumentKind.Invoice);
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await database.Deliver(note, typeof(SendDocumentWhenIssued));
            await database.Deliver(invoice, typeof(SendDocumentWhenIssued));
        }

        (await database.As("system", "select count(*) from notifications.messages where kind in ('credit-note', 'plan-invoice')")).ShouldBe(2);
        (await database.Count()).ShouldBe(2);
    }

    [Fact]
    public async Task A_declined_month_and_a_changed_plan_are_mailed_to_whoever_is_billed()
    {
        await database.Deliver(Samples.PlanDeclined("fr"), typeof(WarnContractorWhenPlanPaymentFailed));
        await database.Deliver(Samples.NewPlan("fr"), typeof(TellContractorWhenPlanChanged));
        (await database.As("system", "select count(*) from notifications.messages where recipient = 'info@belanger.example'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_that_was_given_and_never_billed_has_nobody_to_write_to()
    {
        await database.Deliver(Samples.NewPlan("fr") with { BilledTo = null }, typeof(TellContractorWhenPlanChanged));
        (await database.Count()).ShouldBe(0);
    }

    [Fact]
    public async Task An_alarm_reaches_the_operators_once()
    {
        for (var delivery = 0; delivery < 2; delivery++)
            await database.Deliver(Samples.Alarm(), typeof(AlertOperatorsWhenAlarmRaised));
        (await database.OnlyMessage()).DedupeKey.ShouldStartWith("operator-alert:");
    }
}
