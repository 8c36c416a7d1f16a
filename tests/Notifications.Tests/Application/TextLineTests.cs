using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Tests.Application;

public sealed class TextLineTests
{
    private static readonly string[] Keys = ["sms.new-lead", "sms.reminder", "sms.return-approved", "sms.return-denied", "sms.return-review"];

    public static TheoryData<string> Locales => [.. Samples.Market.Locales];

    [Theory]
    [MemberData(nameof(Locales))]
    public void Every_text_of_every_service_fits_one_segment_and_keeps_its_address_whole(string locale)
    {
        var words = new Wording(Samples.Market, locale);
        var page = new Uri($"https://www.borewatt.example/{locale}/mes-projets/{Guid.Empty}/retour");
        foreach (var key in Keys)
        {
            foreach (var service in Samples.Market.Services)
            {
                var text = TextLine.Write(words, key, service.Key, "Saint-Jean-sur-Richelieu (secteur de l’Île-Sainte-Thérèse)", page);
                Gsm7.Units(text).ShouldBeLessThanOrEqualTo(Gsm7.Segment, text);
                Gsm7.Plain(text).ShouldBe(text);
                text.ShouldContain($" {page.AbsoluteUri} ");
                text.ShouldContain("STOP");
            }
        }
    }

    [Theory]
    [InlineData("fr", "Boréwatt : nouveau projet, Borne de recharge, Rosemont https://exemple.ca/fr/tableau/1 STOP pour cesser")]
    [InlineData("en", "Boréwatt: new lead, EV charger in Rosemont https://exemple.ca/fr/tableau/1 Reply STOP to end")]
    public void A_new_lead_reads_so(string locale, string text)
    {
        var words = new Wording(Samples.Market, locale);
        TextLine.Write(words, "sms.new-lead", "ev-charger", "Rosemont", new Uri("https://exemple.ca/fr/tableau/1"))
            .ShouldBe(text.Replace(locale is "fr" ? "Borne de recharge" : "EV charger", Gsm7.Plain(words.Service("ev-charger")), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("L’été à Montréal", "L'été à Montréal")]
    [InlineData("ça, où, forêt, cœur, « Île »…", "ca, où, foret, coeur, \" Ile \"...")]
    [InlineData("مريم 😀", " ")]
    public void Letters_that_would_halve_a_segment_are_written_with_others(string text, string plain) => Gsm7.Plain(text).ShouldBe(plain);

    [Theory]
    [InlineData("Rosemont", 8, "Rosemont")]
    [InlineData("Borne, Rosemont", 8, "Borne.")]
    [InlineData("Rosemont", 1, "")]
    [InlineData("a[b", 4, "a[b")]
    [InlineData("a[b", 3, "a.")]
    public void What_has_no_room_is_cut_and_says_so(string text, int room, string kept) => Gsm7.Shorten(text, room).ShouldBe(kept);
}
