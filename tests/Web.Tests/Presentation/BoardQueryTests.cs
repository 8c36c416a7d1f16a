using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadMarket.Web.Tests.Presentation;

public sealed class BoardQueryTests
{
    [Fact]
    public void What_is_written_is_read_again_whole()
    {
        var query = new BoardQuery(
            new BoardFilter("heat-pump", "H2X", "2500-to-5000", "one-month", 72, "fr", "exclusive"), BoardSort.Competition, "a+b/c=");

        Read(query.Write().Value!).ShouldBe(query);
    }

    [Fact]
    public void The_whole_board_has_no_parameters() => new BoardQuery(new()).Write().HasValue.ShouldBeFalse();

    [Theory]
    [InlineData("?area=montreal&postal=h2x", "H2X")]
    [InlineData("?area=montreal&postal=", "montreal")]
    [InlineData("?area=&postal=%20", null)]
    public void A_postal_area_goes_before_the_region_beside_it(string address, string? area)
    {
        Read(address).Filter.Area.ShouldBe(area);
        BoardQuery.IsWordy(Parsed(address)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("?age=tomorrow")]
    [InlineData("?age=-1")]
    [InlineData("?age=99999999999")]
    [InlineData("?sort=2")]
    [InlineData("?sort=Budget")]
    [InlineData("?service=%20")]
    public void What_makes_no_sense_asks_for_nothing(string address) => Read(address).ShouldBe(new BoardQuery(new()));

    [Fact]
    public void An_endless_value_is_cut_off() => Read("?service=" + new string('x', 5000)).Filter.Service!.Length.ShouldBeLessThan(100);

    private static BoardQuery Read(string address) => BoardQuery.Read(Parsed(address));

    private static QueryCollection Parsed(string address) => new(QueryHelpers.ParseQuery(address));
}
