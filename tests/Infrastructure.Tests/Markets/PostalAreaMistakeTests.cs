using Shouldly;
using Xunit;

namespace LeadMarket.Infrastructure.Tests.Markets;

public sealed class PostalAreaMistakeTests
{
    private const string File = "quebec-energy/postal-areas.csv";

    [Theory]
    [InlineData(",Capitale-Nationale,46.9000", ",Capitale,46.9000", "region", "unknown region 'Capitale'", "Montérégie")]
    [InlineData("G0B,", "G0,", "fsa", "'G0' is not a postal area", "the first 3 characters of A9A 9A9")]
    [InlineData("G0B,", "g0b,", "fsa", "'g0b' is not a postal area", "A9A 9A9")]
    [InlineData("G0B,", "G0A,", "fsa", "'G0A' twice", "once")]
    [InlineData("G0B,Les Îles-de-la-Madeleine", "G0B,", "place", "empty", "the name of a place")]
    [InlineData("G0B,Les Îles", "G0B,\"Les Îles", "(line)", "a quote is not closed", "6 fields")]
    [InlineData("G0B,Les Îles", "G0B,Les, Îles", "(line)", "7 fields", "6 fields")]
    [InlineData("-61.7996,true", "-61.7996,oui", "region_certain", "'oui' is unknown", "true, false")]
    [InlineData("47.3999,-61.7996", "47.3999 N,-61.7996", "latitude", "'47.3999 N' is not valid", "degrees from -90 to 90")]
    [InlineData("47.3999,-61.7996", "47.3999,-181", "longitude", "'-181' is not valid", "degrees from -180 to 180")]
    [InlineData("47.3999,-61.7996", "47.3999,", "longitude", "'' is not valid", "degrees from -180 to 180")]
    [InlineData("fsa,place,region,latitude", "fsa,place,region,lat", "latitude", "no such column", "region, lat, longitude")]
    [InlineData("fsa,place,region,", "fsa,place,area,", "region", "no such column", "fsa, place, area")]
    public void A_bad_line_is_reported_with_its_number(string old, string @new, string column, string what, string allowed)
    {
        var problem = ShippedMarket.ProblemsWith(old, @new, File).ShouldHaveSingleItem();

        problem.File.ShouldEndWith("postal-areas.csv");
        problem.Line.ShouldBe(ShippedMarket.LineOf(old, File));
        problem.Key.ShouldBe(column);
        problem.What.ShouldBe(what);
        problem.Allowed.ShouldContain(allowed);
    }

    [Fact]
    public void A_region_that_is_misspelled_in_the_market_is_reported_once_and_not_for_each_of_its_lines() =>
        ShippedMarket.ProblemsWith("name: Laval }", "name: La Vallée }").ShouldHaveSingleItem().What.ShouldBe("unknown region 'Laval'");

    [Fact]
    public void A_wrong_format_is_shown_on_the_first_lines_only() =>
        ShippedMarket.ProblemsWith("areaLength: 3", "areaLength: 4").Count.ShouldBe(20);
}
