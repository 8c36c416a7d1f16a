using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;
using Npgsql;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>The second lines: what the code should never do, the database refuses.</summary>
public sealed class ConstraintTests(PurchasingDatabase database) : PurchaseTest(database)
{
    // One unlock as it stands, made again with another id: who has slot 1 of the listing open.
    private const string Again = "insert into purchasing.unlocks select gen_random_uuid(), listing_id, {0}, {1}, state, coupon, charge, return_paid, return_left, checkout_url, reserved_at, held_until, due_at, ended_at from purchasing.unlocks where id = @unlock";

    [Theory]
    [InlineData("update purchasing.listings set slots = 8")]
    [InlineData("update purchasing.listings set slots = -1")]
    [InlineData("update purchasing.listings set capacity = 4")]
    [InlineData("update purchasing.listings set capacity = 0")]
    [InlineData("update purchasing.listings set last_slot = 4")]
    [InlineData("update purchasing.listings set expires_at = listed_at")]
    [InlineData("update purchasing.unlocks set slot = 4")]
    [InlineData("update purchasing.unlocks set slot = 0")]
    [InlineData("update purchasing.unlocks set rest = 6")]
    [InlineData("update purchasing.unlocks set upgrades = id")]
    [InlineData("update purchasing.unlocks set state = 'processing', checkout_url = null, charge = null")]
    [InlineData("update purchasing.unlocks set card_refusal = 'Your card was declined.'")]
    [InlineData("update purchasing.unlocks set state = 'free'")]
    [InlineData("update purchasing.unlocks set charge = null")]
    [InlineData("update purchasing.unlocks set checkout_url = null")]
    [InlineData("update purchasing.unlocks set state = 'paid'")]
    [InlineData("update purchasing.unlocks set held_until = reserved_at")]
    [InlineData("update purchasing.unlocks set refund_cause = 'late'")]
    public async Task No_row_can_say_what_is_never_true(string sql)
    {
        await Start(await AddContractor(), await AddListing());

        (await Refused(sql)).ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task A_listing_for_one_has_no_second_slot()
    {
        await AddListing(capacity: 1);

        (await Refused("update purchasing.listings set slots = 2")).ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task A_slot_has_one_holder()
    {
        var (unlock, other) = (await Open(), await AddContractor());

        (await Refused(Again.Replace("{0}", $"'{other}'", StringComparison.Ordinal).Replace("{1}", "slot", StringComparison.Ordinal), unlock)).ShouldBe(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task A_contractor_has_one_unlock_of_a_lead()
    {
        var unlock = await Open();

        (await Refused(Again.Replace("{0}", "contractor_id", StringComparison.Ordinal).Replace("{1}", "2", StringComparison.Ordinal), unlock)).ShouldBe(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task A_lead_has_one_upgrade_and_what_an_upgrade_holds_is_reckoned_from_its_slots()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var lead = await Buy(me, listing);
        var upgrade = (await Database.Send(Actor.Contractor(me), new StartUpgrade(me, lead.Id, Samples.ReturnTo))).Value;

        (await Database.Truth<int>("select slots from purchasing.unlocks where id = @id", new { id = upgrade.Id.Value })).ShouldBe(0b110);
        (await Refused("""
            insert into purchasing.unlocks (id, listing_id, contractor_id, state, return_paid, return_left, reserved_at, held_until, upgrades, rest)
            select gen_random_uuid(), listing_id, contractor_id, 'reserved', return_paid, return_left, reserved_at, held_until, upgrades, 1 from purchasing.unlocks where id = @unlock
            """, upgrade.Id)).ShouldBe(PostgresErrorCodes.UniqueViolation);
        (await Refused("update purchasing.unlocks set rest = 8 where upgrades is not null")).ShouldBe(PostgresErrorCodes.CheckViolation);
        (await Refused("update purchasing.unlocks set slot = 3 where upgrades is not null")).ShouldBe(PostgresErrorCodes.CheckViolation);
        (await Refused("update purchasing.unlocks set upgrades = gen_random_uuid() where upgrades is not null")).ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
    }

    [Fact]
    public async Task A_lead_is_listed_once()
    {
        await AddListing();

        (await Refused("""
            insert into purchasing.listings select gen_random_uuid(), lead_id, service, region, area, postal_prefix, budget, timeline, answers, locale,
                listed_at, expires_at, capacity, slots, last_slot from purchasing.listings
            """)).ShouldBe(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task A_contact_belongs_to_an_unlock_and_is_delivered_once()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Pay(me, (await Start(me, listing)).Value);

        (await Refused("insert into purchasing.contacts select * from purchasing.contacts")).ShouldBe(PostgresErrorCodes.UniqueViolation);
        (await Refused("update purchasing.contacts set unlock_id = gen_random_uuid()")).ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
    }

    [Theory]
    [InlineData("update purchasing.contacts set withdrawn_at = delivered_at")]
    [InlineData("update purchasing.contacts set name = null")]
    [InlineData("update purchasing.contacts set withdrawn_at = delivered_at, name = null, email = null, phone = null, address = null, postal_code = null, locale = null")]
    [InlineData("update purchasing.contacts set withdrawn_at = delivered_at, name = null, email = null, phone = null, postal_code = null, locale = null, call_hours = '{}'")]
    public async Task A_contact_is_whole_or_holds_nothing_of_the_person(string sql)
    {
        await Buy(await AddContractor(), await AddListing());

        (await Refused(sql)).ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    private async Task<UnlockId> Open() => (await Start(await AddContractor(), await AddListing())).Value.Id;

    private async Task<string> Refused(string sql, UnlockId? unlock = null) =>
        (await Should.ThrowAsync<PostgresException>(() => Database.As<object>(Actor.System, sql, new { unlock = unlock?.Value }))).SqlState;
}
