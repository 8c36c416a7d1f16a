using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Application;

public sealed class HomeownerMailTests
{
    public static TheoryData<string> Locales => [.. Samples.Market.Locales];

    [Theory]
    [InlineData("fr", "https://exemple.ca/fr/ma-demande/")]
    [InlineData("en", "https://exemple.ca/en/my-request/")]
    [InlineData("de", "https://exemple.ca/fr/ma-demande/")]
    public void Every_mail_with_a_key_opens_the_page_in_the_language_it_is_written_in(string locale, string page)
    {
        var mails = Samples.EveryMail(locale).Where(mail => mail.Kind.CarriesAccessKey()).ToList();
        mails.Select(mail => mail.Kind).Distinct().Count().ShouldBe(3);
        foreach (var (kind, content) in mails)
        {
            var link = page + Samples.AccessKey;
            Button(content).GetAttribute("href").ShouldBe(link, kind.Key());
            Words(content).ShouldContain(link, customMessage: kind.Key());
            content.Text.ShouldContain($"\n{link}\n", customMessage: kind.Key());   // a line of its own, to be pressed
            content.Subject.ShouldNotContain(Samples.AccessKey);
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void No_other_mail_carries_a_key(string locale)
    {
        foreach (var (kind, content) in Samples.EveryMail(locale).Where(mail => !mail.Kind.CarriesAccessKey()))
            (content.Html + content.Text).ShouldNotContain(Samples.AccessKey, customMessage: kind.Key());
    }

    [Theory]
    [InlineData("fr", true, "Confirmer mon numéro", "Aucun entrepreneur ne verra votre demande avant.")]
    [InlineData("fr", false, "Suivre ma demande", "qui a vos coordonnées")]
    [InlineData("en", true, "Confirm my number", "No contractor will see your request before that.")]
    [InlineData("en", false, "Follow my request", "who has your contact details")]
    public void The_first_mail_asks_for_the_phone_only_when_it_is_still_to_be_confirmed(string locale, bool toVerify, string button, string words)
    {
        var mail = Samples.Render(locale, wording => LeadReceivedMail.Write(Samples.Lead(locale, phoneToVerify: toVerify), Samples.Site, wording));
        Button(mail).TextContent.ShouldBe(button);
        Words(mail).ShouldContain(words);
        mail.Text.ShouldContain(words);
        mail.Text.Contains("texto", StringComparison.Ordinal).ShouldBe(toVerify && locale is "fr");
    }

    [Theory]
    [InlineData("fr", false, "Ne communiquez plus avec ce client", "Retiré le\u00a0: 20 novembre 2026", "https://exemple.ca/fr/mes-projets")]
    [InlineData("fr", true, "Détruisez les coordonnées de ce client", "Effacé le\u00a0: 20 novembre 2026", "https://exemple.ca/fr/mes-projets")]
    [InlineData("en", false, "Stop contacting this homeowner", "Withdrawn on: November 20, 2026", "https://exemple.ca/en/my-leads")]
    [InlineData("en", true, "Delete this homeowner’s contact details", "Erased on: November 20, 2026", "https://exemple.ca/en/my-leads")]
    public void A_contractor_reads_what_happened_when_and_what_the_law_asks(string locale, bool erased, string subject, string at, string page)
    {
        var mail = Samples.Render(locale, words => ContactWithdrawnMail.Write(Samples.Withdrawn(locale, erased: erased), Samples.Site, words));
        mail.Subject.ShouldStartWith(subject);
        mail.Subject.ShouldEndWith("Rosemont");
        mail.Text.ShouldContain(at);
        mail.Text.ShouldContain(locale is "fr" ? "La Loi 25 vous y oblige" : "Law 25 requires it");
        Button(mail).GetAttribute("href").ShouldBe(page);
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void The_mails_to_and_about_homeowners_never_raise_their_voice(string locale)
    {
        foreach (var (kind, content) in Samples.EveryMail(locale).Where(mail => mail.Kind.CarriesAccessKey() || mail.Kind is MessageKind.ContactWithdrawn))
            (content.Subject + content.Text).ShouldNotContain("!", customMessage: kind.Key());
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void The_longest_words_break_rather_than_widen_the_mail(string locale)
    {
        var name = new string('W', 80);
        foreach (var (kind, content) in Samples.EveryMail(locale, name))
        {
            var page = new HtmlParser().ParseDocument(content.Html);
            var cells = page.QuerySelectorAll("td, p").Where(cell => cell.Children.Length == 0 && LongestWord(cell) > 30).ToList();
            cells.ShouldNotBeEmpty(kind.Key());
            foreach (var cell in cells)
                cell.GetAttribute("style").ShouldNotBeNull().ShouldContain("overflow-wrap:anywhere", customMessage: $"{kind.Key()}: {cell.TextContent}");
        }
    }

    private static int LongestWord(IElement cell) => cell.TextContent.Split([' ', '\n', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Max(word => word.Length);

    private static IElement Button(MessageContent mail) => new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll(".button a").ShouldHaveSingleItem();

    private static string Words(MessageContent mail) => new HtmlParser().ParseDocument(mail.Html).Body!.TextContent;
}
