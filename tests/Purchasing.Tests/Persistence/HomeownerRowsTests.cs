using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;
using Npgsql;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>What PostgreSQL itself shows and lets a homeowner do, when a query has no WHERE at all.</summary>
public sealed class HomeownerRowsTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task A_homeowner_sees_their_own_listing_the_copies_of_their_contact_and_who_bought_them_alone()
    {
        var (mine, theirs) = (await AddListing(), await AddListing());
        var (buyer, stranger) = (await AddContractor(), await AddContractor());
        await Buy(buyer, mine);
        await Buy(stranger, theirs);
        await Start(await AddContractor(), mine);
        await AsHomeowner(new CloseRequest(await LeadOf(theirs)));
        var me = Actor.Homeowner((await LeadOf(mine)).Value);

        (await Database.As<Guid>(me, "select id from purchasing.listings")).ShouldBe(mine.Value);
        (await Database.As<Guid>(me, "select id from purchasing.contractors")).ShouldBe(buyer.Value);
        foreach (var (table, rows) in new[] { ("listings", 1), ("contractors", 1), ("contacts", 1), ("unlocks", 0), ("withdrawn_leads", 0) })
            (await Database.As<long>(me, $"select count(*) from purchasing.{table}")).ShouldBe(rows, table);
    }

    [Fact]
    public async Task Asked_about_another_lead_a_homeowner_learns_nothing()
    {
        var (mine, theirs) = (await AddListing(), await AddListing());
        await Buy(await AddContractor(), theirs);

        var answer = await Database.Send(Actor.Homeowner((await LeadOf(mine)).Value), new ListBuyers(await LeadOf(theirs)));

        answer.Value.ShouldBeEmpty();
        (await Database.Send(Actor.System, new ListBuyers(await LeadOf(theirs)))).Value.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("update purchasing.listings set withdrawn_at = listed_at where id <> @mine")]
    [InlineData("update purchasing.contacts set withdrawn_at = delivered_at, name = null, email = null, phone = null, address = null, postal_code = null, locale = null, call_hours = '{}' where lead_id <> @lead")]
    [InlineData("update purchasing.contractors set email = 'x'")]
    [InlineData("update purchasing.unlocks set state = 'expired'")]
    [InlineData("delete from purchasing.listings")]
    [InlineData("delete from purchasing.contacts")]
    [InlineData("delete from purchasing.withdrawn_leads")]
    public async Task A_homeowner_changes_nothing_that_is_not_theirs(string sql)
    {
        var (mine, theirs) = (await AddListing(), await AddListing());
        await Buy(await AddContractor(), theirs);
        await Buy(await AddContractor(), mine);
        await AsHomeowner(new CloseRequest(await LeadOf(mine)));
        var before = await Everything();

        await Database.As<object>(Actor.Homeowner((await LeadOf(mine)).Value), sql, new { mine = mine.Value, lead = (await LeadOf(mine)).Value });

        (await Everything()).ShouldBe(before);
    }

    // Ending it is all that a homeowner does to a listing or to a copy; what they ended they cannot bring back either.
    [Theory]
    [InlineData("update purchasing.listings set capacity = 3")]
    [InlineData("update purchasing.listings set withdrawn_at = null")]
    [InlineData("update purchasing.listings set lead_id = gen_random_uuid(), withdrawn_at = listed_at")]
    [InlineData("update purchasing.contacts set phone = '+15145550000'")]
    [InlineData("insert into purchasing.withdrawn_leads values (gen_random_uuid(), '2026-11-21')")]
    [InlineData("insert into purchasing.contacts (unlock_id, lead_id, contractor_id, delivered_at, withdrawn_at) values (gen_random_uuid(), @lead, gen_random_uuid(), '2026-11-21', '2026-11-21')")]
    public async Task A_homeowner_does_nothing_else_even_to_what_is_theirs(string sql)
    {
        var mine = await AddListing();
        await Buy(await AddContractor(), mine);
        var lead = await LeadOf(mine);

        var refused = await Should.ThrowAsync<PostgresException>(() => Database.As<object>(Actor.Homeowner(lead.Value), sql, new { lead = lead.Value }));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_homeowner_sees_a_buyer_whose_copy_was_taken_back_and_no_detail_of_it()
    {
        var mine = await AddListing();
        await Buy(await AddContractor(), mine);
        var lead = await LeadOf(mine);
        await AsHomeowner(new WithdrawRequest(lead));

        (await Buyers(lead)).ShouldHaveSingleItem().WithdrawnAt.ShouldBe(Samples.Noon);
        (await Database.Truth<string?>("select concat(name, email, phone, address, postal_code, locale, call_hours) from purchasing.contacts")).ShouldBe("{}");
    }

    [Fact]
    public async Task A_contractor_sees_nothing_of_what_homeowners_ended()
    {
        var mine = await AddListing();
        await AsHomeowner(new CloseRequest(await LeadOf(mine)));

        (await Database.As<long>(Actor.Contractor(await AddContractor()), "select count(*) from purchasing.withdrawn_leads")).ShouldBe(0);
    }

    [Fact]
    public async Task Regions_are_named_by_how_many_contractors_cover_them_and_by_nobody_else()
    {
        await AddContractor(["montreal", "estrie"]);
        await AddContractor(["estrie"]);
        await AddContractor([]);

        (await Database.Send(Actor.System, new ListActiveRegions())).Value.ShouldBe(["estrie", "montreal"]);
        (await Database.Send(Actor.Anonymous, new ListActiveRegions())).Value.ShouldBeEmpty();
    }

    private Task<string> Everything() => Database.Truth<string>("""
        select concat(
            (select jsonb_agg(c order by id) from purchasing.contractors c), (select jsonb_agg(l order by id) from purchasing.listings l),
            (select jsonb_agg(u order by id) from purchasing.unlocks u), (select jsonb_agg(t order by unlock_id) from purchasing.contacts t),
            (select jsonb_agg(w order by lead_id) from purchasing.withdrawn_leads w))
        """);
}
