using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests.Homeowners;

[Collection(SharedMarket.Name)]
public sealed class ErasureTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task After_erasure_the_whole_database_knows_nothing_of_the_person()
    {
        var homeowner = new Homeowner(_market, "Wilhelmine Archambault-Desrosiers");
        var listing = await homeowner.GetListed(fixture.Ledger);
        var page = await homeowner.PageAddress();
        var buyer = new Contractor(_market.NewVisitor(), (await _market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0]);
        var unlock = await buyer.Unlock(listing);
        await _market.Sandbox.Pay(unlock.Checkout);
        await buyer.WaitFor(unlock.UnlockId, "paid");
        await homeowner.Press(page, "handler=Problem", ("kind", "other"), ("text", $"Demandez {homeowner.Name}."));

        // A second request of theirs, which was refused as a double and left its own copy.
        var again = new Homeowner(_market);
        await again.Submit(homeowner.Form);
        (await Traces(homeowner)).ShouldNotBeEmpty("or there would be nothing to erase");

        await homeowner.Press(page + "/effacer", "", ("understood", "true"));

        await Eventually.Holds(
            async () => await fixture.Ledger.Value<int>("select count(*)::int from leads.erasures") == 0, TimeSpan.FromSeconds(30), "the erasure is through");
        await Eventually.Holds(async () => (await Traces(homeowner)).Count == 0, TimeSpan.FromSeconds(10), string.Join(", ", await Traces(homeowner)));
        (await homeowner.Open(page)).QuerySelector("main")!.TextContent.ShouldNotContain(homeowner.Name);
        (await buyer.GetUnlock(unlock.UnlockId)).Body["contact"].ShouldBeNull();
        (await fixture.Ledger.Value<int>("select count(*)::int from leads.leads where id = @lead and service = 'heat-pump'", new { lead = homeowner.Lead }))
            .ShouldBe(1, "what was asked stays, as a figure of nobody");
    }

    // The Sandbox's schema is the vendors' memory, not the product's: what was mailed, texted and paid there is theirs to erase.
    private async Task<IReadOnlyList<string>> Traces(Homeowner homeowner)
    {
        await using var everything = new NpgsqlConnection(_market.Database.AdminConnectionString);
        await everything.OpenAsync();
        var found = await PersonalTraces.Find(everything, [homeowner.Name, homeowner.Email, homeowner.Address], homeowner.Phone);
        return [.. found.Where(trace => !trace.StartsWith("sandbox.", StringComparison.Ordinal))];
    }
}
