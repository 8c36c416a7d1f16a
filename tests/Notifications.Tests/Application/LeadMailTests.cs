using AngleSharp.Html.Parser;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Application;

public sealed class LeadMailTests
{
    [Theory]
    [InlineData("fr", "shared", false, "Nouveau projet\u00a0: ", "Partagé", "https://exemple.ca/fr/tableau/")]
    [InlineData("fr", "exclusive", true, "Nouveau projet\u00a0: ", "Exclusif", "https://exemple.ca/fr/tableau/")]
    [InlineData("en", "shared", false, "New lead: ", "Shared", "https://exemple.ca/en/board/")]
    [InlineData("en", "exclusive", true, "New lead: ", "Exclusive", "https://exemple.ca/en/board/")]
    public void A_new_lead_shows_what_the_board_shows(
        string locale, string mode, bool ahead, string subject, string sold, string page)
    {
        var matched = Samples.Match(locale, mode: mode, ahead: ahead);
        var mail = Samples.Render(locale, words => NewLeadMail.Write(matched, Samples.Site, words));
        mail.Subject.ShouldStartWith(subject);
        mail.Subject.ShouldEndWith("Rosemont");
        mail.Text.ShouldContain(Samples.Market.Budgets[0].Label.In(locale));
        mail.Text.ShouldContain(Samples.Market.Timelines[0].Label.In(locale));
        mail.Text.ShouldContain(sold);
        mail.Text.Contains(locale is "fr" ? "Longueur d’avance" : "Head start", StringComparison.Ordinal).ShouldBe(ahead);
        mail.Text.ShouldContain($"{page}{Samples.Listing}\n");
        Links(mail).ShouldBe([$"{page}{Samples.Listing}"]);
    }

    [Theory]
    [InlineData("fr", "Vos notes sont sur la page du projet.", "https://exemple.ca/fr/mes-projets/")]
    [InlineData("en", "Your notes are on the lead’s page.", "https://exemple.ca/en/my-leads/")]
    public void A_reminder_leads_to_what_the_contractor_noted_which_may_name_the_homeowner(string locale, string notes, string page)
    {
        var mail = Samples.Render(locale, words => ReminderMail.Write(Samples.Reminder(locale), Samples.Site, words));
        mail.Text.ShouldContain(notes);
        Links(mail)[0].ShouldBe($"{page}{Samples.Bought}");
    }

    [Theory]
    [InlineData("fr", "approved", "system", false, "répondent à la règle", "retourne là d’où il venait")]
    [InlineData("fr", "approved", "staff", true, "l’a accordé", "s’ajoute à vos crédits")]
    [InlineData("fr", "approved", "promise", true, "dans le délai promis", "s’ajoute à vos crédits")]
    [InlineData("en", "approved", "system", false, "meet the rule", "goes back to where it came from")]
    [InlineData("en", "approved", "staff", true, "approved it", "added to your credits")]
    [InlineData("en", "approved", "promise", false, "within the time we promised", "goes back to where it came from")]
    public void An_approved_return_says_who_decided_and_where_the_money_goes(
        string locale, string outcome, string by, bool toCredit, string who, string where)
    {
        var mail = Samples.Render(locale, words => ReturnDecidedMail.Write(Samples.Verdict(locale, outcome, by, toCredit), Samples.Site, words));
        mail.Text.ShouldContain(who);
        mail.Text.ShouldContain(where);
        mail.Text.ShouldContain(Samples.Market.Returns.Find("no-answer")?.Name.In(locale) ?? "no-answer");
    }

    [Theory]
    [InlineData("fr", "Vous n’aviez rien payé pour ce projet", "s’ajoute", "retourne", "suit dans un autre courriel")]
    [InlineData("en", "You had paid nothing for this lead", "is added", "goes back to", "follows in another email")]
    public void A_lead_that_a_coupon_paid_in_full_is_given_back_without_a_promise_of_money(string locale, string free, params string[] promises)
    {
        foreach (var toCredit in new[] { false, true })
        {
            var verdict = Samples.Verdict(locale, "approved", toCredit: toCredit, moneyBack: false);
            var mail = Samples.Render(locale, words => ReturnDecidedMail.Write(verdict, Samples.Site, words));
            mail.Text.ShouldContain(free);
            foreach (var promise in promises) mail.Text.ShouldNotContain(promise);
            mail.Html.ShouldNotContain(locale is "fr" ? "Le montant vous revient" : "The amount is coming back", customMessage: "the preheader");
        }
    }

    [Theory]
    [InlineData("fr", "system", true, "Vous n’êtes pas d’accord?", "Voir la décision ou la contester")]
    [InlineData("fr", "staff", false, "Cette décision est finale", "Voir mon retour")]
    [InlineData("en", "system", true, "You disagree?", "See the decision or appeal")]
    [InlineData("en", "staff", false, "This decision is final", "See my return")]
    public void A_denied_return_says_whether_it_can_be_taken_further(string locale, string by, bool mayAppeal, string next, string button)
    {
        var verdict = Samples.Verdict(locale, "denied", by, mayAppeal: mayAppeal);
        var mail = Samples.Render(locale, words => ReturnDecidedMail.Write(verdict, Samples.Site, words));
        mail.Text.ShouldContain(next);
        mail.Text.ShouldContain(button);
        mail.Text.Contains(locale is "fr" ? "Lisez-en la raison" : "Read the reason", StringComparison.Ordinal).ShouldBe(by is "staff");
        Links(mail)[0].ShouldBe(locale is "fr" ? $"https://exemple.ca/fr/mes-projets/{Samples.Bought}/retour" : $"https://exemple.ca/en/my-leads/{Samples.Bought}/return");
    }

    [Theory]
    [InlineData("fr", false, "Retour à trancher\u00a0: Électricité Bélanger inc., avant le 22 novembre 2026", "https://exemple.ca/fr/admin/retours")]
    [InlineData("fr", true, "Appel à trancher\u00a0: Électricité Bélanger inc., avant le 22 novembre 2026", "https://exemple.ca/fr/admin/retours")]
    [InlineData("en", true, "Appeal to decide: Électricité Bélanger inc., by November 22, 2026", "https://exemple.ca/en/admin/returns")]
    public void Operators_read_what_waits_and_until_when(string locale, bool appeal, string subject, string page)
    {
        var mail = Samples.Render(locale, words => ReturnAwaitsStaffMail.Write(Samples.Waiting(appeal: appeal), Samples.Site, words));
        mail.Subject.ShouldStartWith(subject);
        Links(mail)[0].ShouldBe(page);
    }

    [Theory]
    [InlineData("fr", "57,49\u00a0$", "Prix de l’exclusivité")]
    [InlineData("en", "$57.49", "Price of exclusivity")]
    public void An_upgrade_has_a_receipt_of_its_own(string locale, string total, string priced)
    {
        var mail = Samples.Render(locale, words => UpgradeReceiptMail.Write(Samples.Upgrade(locale), Samples.Site, words));
        mail.Text.ShouldContain(total);
        mail.Text.ShouldContain(priced);
        Links(mail)[0].ShouldEndWith($"/{Samples.Bought}");
    }

    private static List<string> Links(MessageContent mail) => [.. new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a")
        .Select(link => link.GetAttribute("href") ?? "").Where(address => !address.StartsWith("mailto:", StringComparison.Ordinal))];
}
