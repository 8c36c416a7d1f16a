using LeadMarket.Billing.Contracts;
using LeadMarket.Notifications.Application.Mail.Templates;

namespace LeadMarket.Notifications.Tests.Application;

public sealed class MoneyMailTests
{
    [Theory]
    [InlineData("fr", DocumentKind.Invoice, "Votre facture F-000123 – Boréwatt", "56,34\u00a0$", "Forfait Pro", "https://exemple.ca/fr/factures/")]
    [InlineData("en", DocumentKind.Invoice, "Your invoice F-000123 – Boréwatt", "$56.34", "Pro plan", "https://exemple.ca/en/invoices/")]
    [InlineData("fr", DocumentKind.CreditNote, "Votre note de crédit N-000004 – Boréwatt", "56,34\u00a0$", "Forfait Pro", "https://exemple.ca/fr/factures/")]
    [InlineData("en", DocumentKind.CreditNote, "Your credit note N-000004 – Boréwatt", "$56.34", "Pro plan", "https://exemple.ca/en/invoices/")]
    public void A_document_is_told_of_by_its_number_and_total_with_the_way_to_it(
        string locale, DocumentKind kind, string subject, string total, string what, string page)
    {
        var issued = Samples.Document(locale, kind);
        var mail = Samples.Render(locale, words => DocumentMail.Write(issued, Samples.Site, words));
        mail.Subject.ShouldBe(subject);
        mail.Text.ShouldContain(total);
        mail.Text.ShouldContain(what);
        mail.Text.ShouldContain(page + issued.Document);
    }

    [Theory]
    [InlineData("fr", "Votre forfait est maintenant Pro", "19,00\u00a0$", "49,00\u00a0$", "https://exemple.ca/fr/forfait")]
    [InlineData("en", "Your plan is now Pro", "$19.00", "$49.00", "https://exemple.ca/en/plan")]
    public void A_new_plan_says_what_a_lead_and_a_month_cost_now(string locale, string subject, string lead, string month, string page)
    {
        var changed = Samples.NewPlan(locale);
        var mail = Samples.Render(locale, words => PlanChangedMail.Write(changed, changed.BilledTo!, Samples.Site, words));
        mail.Subject.ShouldStartWith(subject);
        foreach (var part in new[] { lead, month, page }) mail.Text.ShouldContain(part);
    }

    [Fact]
    public void A_plan_that_is_no_longer_offered_is_still_told_of_by_its_key()
    {
        var changed = Samples.NewPlan("fr") with { From = "pro", To = "ancien" };
        Samples.Render("fr", words => PlanChangedMail.Write(changed, changed.BilledTo!, Samples.Site, words)).Text.ShouldContain("ancien");
    }

    [Theory]
    [InlineData("fr", "56,34\u00a0$", "27 novembre 2026", "23 novembre 2026")]
    [InlineData("en", "$56.34", "November 27, 2026", "November 23, 2026")]
    public void A_declined_month_says_what_is_due_until_when_the_plan_is_kept_and_when_the_card_is_tried_again(
        string locale, string due, string until, string next)
    {
        var failed = Samples.PlanDeclined(locale);
        var mail = Samples.Render(locale, words => PlanPaymentFailedMail.Write(failed, failed.BilledTo!, Samples.Site, words));
        foreach (var part in new[] { due, until, next }) mail.Text.ShouldContain(part);
    }

    [Fact]
    public void A_card_that_is_not_tried_again_promises_no_next_try()
    {
        var failed = Samples.PlanDeclined("en") with { NextTryAt = null };
        Samples.Render("en", words => PlanPaymentFailedMail.Write(failed, failed.BilledTo!, Samples.Site, words)).Text.ShouldNotContain("Next try");
    }
}
