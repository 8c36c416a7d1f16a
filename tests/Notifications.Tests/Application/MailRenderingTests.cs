using AngleSharp.Html.Parser;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Application;

public sealed class MailRenderingTests
{
    public static TheoryData<string> Locales => [.. Samples.Market.Locales];

    [Theory]
    [MemberData(nameof(Locales))]
    public void Every_mail_says_who_sends_it_in_both_of_its_forms(string locale)
    {
        var brand = Samples.Market.Brand;
        foreach (var (kind, content) in Samples.EveryMail(locale))
        {
            foreach (var form in new[] { Words(content.Html), content.Text })
            {
                form.ShouldContain(brand.Name, customMessage: kind.Key());
                form.ShouldContain(brand.LegalName, customMessage: kind.Key());
                form.ShouldContain(brand.PostalAddress, customMessage: kind.Key());
                form.ShouldContain(brand.SupportEmail, customMessage: kind.Key());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void Every_mail_names_its_language_has_one_button_and_leaves_no_placeholder(string locale)
    {
        foreach (var (kind, content) in Samples.EveryMail(locale))
        {
            var page = new HtmlParser().ParseDocument(content.Html);
            page.DocumentElement.GetAttribute("lang").ShouldBe($"{locale}-CA");
            page.QuerySelectorAll(".button a").Length.ShouldBe(1, kind.Key());
            page.QuerySelectorAll("script, link, img").ShouldBeEmpty();
            (content.Subject + Words(content.Html) + content.Text).ShouldNotContain("{name}");
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void Markup_in_a_name_stays_words(string locale)
    {
        const string name = "<script>alert(1)</script>\"'&<img src=x onerror=y>";
        foreach (var (kind, content) in Samples.EveryMail(locale, name))
        {
            content.Html.ShouldNotContain("<script", customMessage: kind.Key());
            content.Html.ShouldNotContain("<img", customMessage: kind.Key());
            Words(content.Html).ShouldContain(name, customMessage: kind.Key());
            content.Text.ShouldContain(name, customMessage: kind.Key());
        }
    }

    [Theory]
    [InlineData("fr", "Bonjour \u2068\u0645\u0631\u064a\u0645\u2069,")]
    [InlineData("en", "Hello \u2068\u0645\u0631\u064a\u0645\u2069,")]
    public void A_right_to_left_name_keeps_its_direction_to_itself(string locale, string greeting)
    {
        // An alert greets nobody: it goes to whoever is on duty.
        foreach (var (_, content) in Samples.EveryMail(locale, "\u202e\u0645\u0631\u064a\u0645").Where(mail => mail.Kind is not MessageKind.OperatorAlert))
        {
            Words(content.Html).ShouldContain(greeting);
            content.Text.ShouldContain(greeting);
        }
    }

    [Fact]
    public void Typed_words_become_one_line_without_control_characters() =>
        "Jos\u0000 \r\nBcc: x\ud800".Typed().ShouldBe("Jos Bcc: x\ufffd");

    [Theory]
    [InlineData("fr", new[] { "29,00\u00a0$", "\u22125,00\u00a0$", "1,20\u00a0$", "2,39\u00a0$", "27,59\u00a0$" }, "TPS", "https://exemple.ca/fr/mes-projets/")]
    [InlineData("en", new[] { "$29.00", "\u2212$5.00", "$1.20", "$2.39", "$27.59" }, "GST", "https://exemple.ca/en/my-leads/")]
    public void A_receipt_shows_every_line_as_its_language_writes_money(string locale, string[] amounts, string tax, string page)
    {
        var bought = Samples.Unlock(locale);
        var receipt = Samples.Render(locale, words => ReceiptMail.Write(bought, Samples.Site, words));
        foreach (var amount in amounts)
        {
            Words(receipt.Html).ShouldContain(amount);
            receipt.Text.ShouldContain(amount);
        }

        Words(receipt.Html).ShouldContain(tax);
        receipt.Text.ShouldContain($"{page}{bought.Unlock}\n");
        new HtmlParser().ParseDocument(receipt.Html).QuerySelector(".button a")!.GetAttribute("href").ShouldBe($"{page}{bought.Unlock}");
    }

    [Fact]
    public void A_receipt_without_a_coupon_has_no_discount_line() =>
        Samples.Render("fr", words => ReceiptMail.Write(Samples.Unlock("fr", discount: 0), Samples.Site, words)).Text.ShouldNotContain("Rabais");

    [Theory]
    [InlineData("fr", 1, "Un seul entrepreneur")]
    [InlineData("fr", 3, "Au plus 3 entrepreneurs")]
    [InlineData("en", 1, "One contractor only")]
    [InlineData("en", 2, "At most 2 contractors")]
    public void A_homeowner_reads_how_many_contractors_may_call(string locale, int quotes, string words) =>
        Samples.Render(locale, wording => LeadReceivedMail.Write(Samples.Lead(locale, quotes: quotes), Samples.Site, wording)).Text.ShouldContain(words);

    [Theory]
    [InlineData("fr", "20 novembre 2026 à 20\u00a0h\u00a046")]
    [InlineData("en", "November 20, 2026 at 8:46")]
    public void Times_are_those_of_the_market(string locale, string time) =>
        Samples.Render(locale, words => LeadReceivedMail.Write(Samples.Lead(locale), Samples.Site, words)).Text.ShouldContain(time);

    [Theory]
    [InlineData("fr", 1, "1er octobre 2026 à 15\u00a0h\u00a005")]
    [InlineData("fr", 11, "11 octobre 2026 à 15\u00a0h\u00a005")]
    [InlineData("en", 1, "October 1, 2026 at 3:05")]
    public void The_first_of_a_month_is_an_ordinal_in_French_and_no_other_day(string locale, int day, string said) =>
        new Wording(Samples.Market, locale).Time(new DateTimeOffset(2026, 10, day, 19, 5, 0, TimeSpan.Zero)).ShouldStartWith(said);

    [Theory]
    [InlineData("until {until}.", "until 3:05 p.m.")]
    [InlineData("after {until}. Those stay.", "after 3:05 p.m. Those stay.")]
    [InlineData("until {until}, then", "until 3:05 p.m., then")]
    [InlineData("by {other}.", "by noon.")]
    public void A_sentence_that_ends_with_an_abbreviation_has_one_full_stop(string text, string said) =>
        MailTexts.Fill(text, new Dictionary<string, string>(StringComparer.Ordinal) { ["until"] = "3:05 p.m.", ["other"] = "noon" }).ShouldBe(said);

    [Fact]
    public void A_language_that_the_market_no_longer_offers_is_answered_in_French() =>
        new Wording(Samples.Market, "de").Locale.ShouldBe("fr");

    [Fact]
    public void A_link_with_an_ampersand_arrives_whole()
    {
        var mail = Samples.Render("fr", words => ConfirmEmailMail.Write(Samples.Confirmation("fr"), words));
        var link = Samples.Confirmation("fr").Link.AbsoluteUri;
        new HtmlParser().ParseDocument(mail.Html).QuerySelector(".button a")!.GetAttribute("href").ShouldBe(link);
        mail.Text.ShouldContain(link);
    }

    private static string Words(string html) => new HtmlParser().ParseDocument(html).Body!.TextContent;
}
