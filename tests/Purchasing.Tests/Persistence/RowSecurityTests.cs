using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;
using Npgsql;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>What PostgreSQL itself shows each actor, when a query has no WHERE at all.</summary>
public sealed class RowSecurityTests(PurchasingDatabase database) : PurchaseTest(database)
{
    private static readonly string[] Tables = ["contractors", "listings", "unlocks", "contacts", "withdrawn_leads"];

    public static TheoryData<string, Actor?> Strangers => new()
    {
        { "nobody", null },
        { "a visitor", Actor.Anonymous },
        { "a homeowner", Actor.Homeowner(Guid.NewGuid()) },
        { "an invented kind", new Actor("superuser") },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_sees_no_row_of_any_table(string who, Actor? stranger)
    {
        await BuyAndWithdraw();

        foreach (var table in Tables) (await Seen(stranger, table)).ShouldBe(0, $"{who} in {table}");
    }

    [Theory]
    [InlineData("system")]
    [InlineData("staff")]
    public async Task The_product_and_its_staff_see_every_table(string kind)
    {
        await BuyAndWithdraw();

        foreach (var table in Tables) (await Seen(new Actor(kind), table)).ShouldBe(1, table);
    }

    [Fact]
    public async Task A_contractor_sees_their_own_profile_unlocks_and_contacts_alone()
    {
        var (me, rival, listing) = (await AddContractor(), await AddContractor(), await AddListing());
        await Buy(me, listing);
        await Buy(rival, listing);
        await Buy(rival, await AddListing());

        foreach (var table in new[] { "contractors", "unlocks", "contacts" }) (await Seen(Actor.Contractor(me), table)).ShouldBe(1, table);
        (await Seen(Actor.Contractor(me), "listings")).ShouldBe(2);
    }

    [Fact]
    public async Task A_contractor_without_an_id_sees_nothing_of_anybody()
    {
        await Buy(await AddContractor(), await AddListing());

        foreach (var table in new[] { "contractors", "unlocks", "contacts" }) (await Seen(new Actor("contractor"), table)).ShouldBe(0, table);
    }

    [Fact]
    public async Task No_query_shows_a_rivals_profile_or_unlock_even_when_asked_by_their_id()
    {
        var (me, rival, listing) = (await AddContractor(), await AddContractor(), await AddListing());
        var theirs = await Buy(rival, listing);
        var actor = Actor.Contractor(me);

        (await Database.Send(actor, new GetContractor(rival))).Error.Code.ShouldBe("purchasing.contractor-not-found");
        (await Database.Send(actor, new GetUnlock(rival, theirs.Id))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await Database.Send(actor, new ListMyLeads(rival))).Value.Items.ShouldBeEmpty();
        (await Database.Send(actor, new GetListing(me, listing))).Value.Unlock.ShouldBeNull();
    }

    [Fact]
    public async Task A_contractor_cannot_write_a_contact_not_even_for_an_unlock_of_their_own()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var unlock = (await Start(me, listing)).Value;

        var refused = await Should.ThrowAsync<PostgresException>(() => Database.As<object>(Actor.Contractor(me), """
            insert into purchasing.contacts values (@unlock, gen_random_uuid(), @me, 'n', 'e', 'p', null, 'c', 'fr', @at)
            """, new { unlock = unlock.Id.Value, me = me.Value, at = Samples.Noon.UtcDateTime }));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("update purchasing.contacts set phone = 'x'")]
    [InlineData("delete from purchasing.contacts")]
    [InlineData("update purchasing.unlocks set state = 'expired' where contractor_id <> @me")]
    [InlineData("delete from purchasing.unlocks where contractor_id <> @me")]
    [InlineData("update purchasing.contractors set email = 'x' where id <> @me")]
    [InlineData("delete from purchasing.listings")]
    public async Task A_contractor_changes_nothing_that_is_not_theirs(string sql)
    {
        var (me, rival, listing) = (await AddContractor(), await AddContractor(), await AddListing());
        await Buy(rival, listing);
        await Start(me, listing);
        var before = await Everything();

        await Database.As<object>(Actor.Contractor(me), sql, new { me = me.Value });

        (await Everything()).ShouldBe(before);
    }

    [Fact]
    public async Task A_contractor_cannot_hand_an_unlock_to_somebody_else()
    {
        var (me, rival, listing) = (await AddContractor(), await AddContractor(), await AddListing());
        await Start(me, listing);

        var refused = await Should.ThrowAsync<PostgresException>(() => Database.As<object>(
            Actor.Contractor(me), "update purchasing.unlocks set contractor_id = @rival", new { rival = rival.Value }));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private async Task BuyAndWithdraw()
    {
        var listing = await AddListing();
        await Buy(await AddContractor(), listing);
        (await AsHomeowner(new CloseRequest(await LeadOf(listing)))).IsFailure.ShouldBeFalse();
    }

    private Task<long> Seen(Actor? actor, string table) => Database.As<long>(actor, $"select count(*) from purchasing.{table}");

    private Task<string> Everything() => Database.Truth<string>("""
        select concat(
            (select jsonb_agg(c order by id) from purchasing.contractors c), (select jsonb_agg(l order by id) from purchasing.listings l),
            (select jsonb_agg(u order by id) from purchasing.unlocks u), (select jsonb_agg(t order by unlock_id) from purchasing.contacts t),
            (select jsonb_agg(w order by lead_id) from purchasing.withdrawn_leads w))
        """);
}
