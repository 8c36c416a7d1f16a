using LeadMarket.Infrastructure.Markets;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.TestKit;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Http;

namespace LeadMarket.Web.Tests.Presentation;

/// <summary>Dates and amounts as each language writes them.</summary>
public sealed class SpokenTests
{
    private static readonly Market Market = MarketReader.Load(Repository.Market("quebec-energy"));
    // Five past three in the afternoon, in Quebec.
    private static readonly DateTimeOffset First = new(2026, 10, 1, 19, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fr", 0, "1er octobre 2026", "1er octobre 2026 à 15 h 05", "jeudi 1er octobre à 15 h 05")]
    [InlineData("fr", 1, "2 octobre 2026", "2 octobre 2026 à 15 h 05", "vendredi 2 octobre à 15 h 05")]
    [InlineData("fr", 10, "11 octobre 2026", "11 octobre 2026 à 15 h 05", "dimanche 11 octobre à 15 h 05")]
    [InlineData("en", 0, "October 1, 2026", "October 1, 2026 at 3:05 p.m.", "Thursday, October 1 at 3:05 p.m.")]
    public void The_first_of_a_month_is_an_ordinal_in_French_and_no_other_day(string locale, int daysLater, string day, string full, string appointment)
    {
        var moments = new Moments(In(locale), Market, TimeProvider.System);
        var at = First.AddDays(daysLater);
        new[] { moments.Day(at), moments.Full(at), moments.Appointment(at) }.Select(Plain).ShouldBe([day, full, appointment]);
    }

    [Theory]
    [InlineData("fr", "Vous aviez déjà acheté un projet de cette personne, pour le même service, le 1er octobre 2026.")]
    [InlineData("en", "You had already bought a lead from this person, for the same service, on October 1, 2026.")]
    public void So_it_is_in_what_a_return_rests_on(string locale, string found)
    {
        var texts = In(locale);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["earlier"] = "2026-10-01" };
        new WorkWords(Market, texts, new Moments(texts, Market, TimeProvider.System)).Found("return.same-person", facts).ShouldBe(found);
    }

    // Who relies on two calls of one minute is told before they ask, and after.
    [Theory]
    [InlineData("fr", 0, "1 tentative sur 2, sur 1 jour (il en faut 1), à au moins 60 minutes d’intervalle")]
    [InlineData("fr", 1, "1 tentative sur 2, sur 1 jour (il en faut 1), à au moins 60 minutes d’intervalle. 1 autre tentative ne compte pas : elle suit de moins de 60 minutes une tentative qui compte.")]
    [InlineData("en", 2, "1 attempt of 2, on 1 day (needs 1), at least 60 minutes apart. 2 other attempts do not count: they come less than 60 minutes after one that counts.")]
    public void What_attempts_prove_so_far_says_how_far_apart_they_count_and_which_do_not(string locale, int tooSoon, string soFar)
    {
        var texts = In(locale);
        var words = new WorkWords(Market, texts, new Moments(texts, Market, TimeProvider.System));
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["attempts"] = "1", ["days"] = "1", ["needed"] = "2", ["neededDays"] = "1", ["minutesBetween"] = "60", ["tooSoon"] = $"{tooSoon}",
        };

        Plain(words.SoFar(new ReturnOption("dead-phone", First, Open: true, "return.attempts-missing", facts, "denied", NeedsNote: false))!).ShouldBe(soFar);
        (words.Found("return.attempts-missing", facts).Length > words.Found("return.attempts-missing", facts.Take(4).ToDictionary()).Length).ShouldBe(tooSoon > 0);
    }

    [Theory]
    [InlineData("fr", "solar-panels", "monthly-bill", "1200", "1 200 $")]
    [InlineData("en", "solar-panels", "monthly-bill", "1200", "$1,200")]
    [InlineData("fr", "heat-pump", "floor-area", "1200", "1 200 pi²")]
    [InlineData("en", "heat-pump", "floor-area", "1200", "1,200 sq ft")]
    [InlineData("fr", "ev-charger", "vehicle-delivery", "2027-03-01", "1er mars 2027")]
    [InlineData("en", "ev-charger", "vehicle-delivery", "2027-03-01", "March 1, 2027")]
    public void An_answer_is_written_as_its_language_writes_amounts_and_dates(string locale, string service, string question, string answer, string written)
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [question] = [answer] };
        Plain(new ListingWords(Market, In(locale)).Answers(service, answers).Single().Answer).ShouldBe(written);
    }

    [Theory]
    [InlineData("fr", 1, "Votre achat en octobre 2026, sur chaque forfait")]
    [InlineData("fr", 5, "Vos 5 achats en octobre 2026, sur chaque forfait")]
    [InlineData("en", 5, "Your 5 purchases of October 2026 on each plan")]
    public void A_month_that_begins_with_a_vowel_reads_as_any_other(string locale, int leads, string title)
    {
        var texts = In(locale);
        texts.Count("board.last-month", leads, new Moments(texts, Market, TimeProvider.System).Month(2026, 10)).ShouldBe(title);
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ');

    private static Texts In(string locale)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = $"/{locale}/x";
        return new Texts(new PageLocale(new HttpContextAccessor { HttpContext = http }, Market));
    }
}
