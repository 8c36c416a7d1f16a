using LeadMarket.Infrastructure.Markets;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Http;

namespace LeadMarket.Web.Tests.Presentation;

/// <summary>The shipped market: Élite sees a lead at once, Pro after five minutes, everybody after ten.</summary>
public sealed class EarlyAccessTests
{
    private static readonly Market Quebec = MarketReader.Load(Repository.Market("quebec-energy"));
    private static readonly DateTimeOffset ListedAt = new(2026, 11, 21, 19, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "Réservé au forfait Élite jusqu’à 14 h 10")]
    [InlineData(4, "Réservé au forfait Élite jusqu’à 14 h 10")]
    [InlineData(5, "Réservé aux forfaits Pro et Élite jusqu’à 14 h 10")]
    public void A_lead_that_not_everybody_sees_says_who_does_and_until_when(int minutes, string words) =>
        At(minutes).Badge(Lead(ListedAt.AddMinutes(10)))!.Replace('\u00a0', ' ').ShouldBe(words);

    [Fact]
    public void A_lead_that_everybody_sees_says_nothing() => At(11).Badge(Lead(openToAll: null)).ShouldBeNull();

    [Fact]
    public void A_plan_that_waits_says_so_and_the_first_one_has_nothing_to_say()
    {
        At(0).Waiting("free").ShouldBe("Au forfait Gratuit, un nouveau projet s’affiche 10 minutes après son arrivée; au forfait Élite, tout de suite.");
        At(0).Waiting("elite").ShouldBeNull();
        At(0).Waiting("gone-from-the-market").ShouldBeNull();
    }

    private static EarlyAccess At(int minutes)
    {
        var clock = new StoppedClock(ListedAt.AddMinutes(minutes));
        var texts = new Texts(new PageLocale(new HttpContextAccessor(), Quebec));
        return new EarlyAccess(Quebec, texts, new Moments(texts, Quebec, clock), clock);
    }

    private static BoardItem Lead(DateTimeOffset? openToAll) => new(
        new ListingId(Guid.NewGuid()), "heat-pump", "montreal", "Montréal", "H2X", "under-2500", "one-month",
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), "fr", ListedAt, SlotsTaken: 0, Capacity: 3, OpenToAllAt: openToAll);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
