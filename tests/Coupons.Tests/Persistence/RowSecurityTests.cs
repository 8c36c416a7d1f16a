using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Npgsql;

namespace LeadMarket.Coupons.Tests.Persistence;

/// <summary>What PostgreSQL itself shows each actor, when a query has no WHERE at all.</summary>
public sealed class RowSecurityTests(CouponsDatabase database) : CouponTest(database)
{
    public static TheoryData<string, Actor?> Strangers => new()
    {
        { "nobody", null },
        { "a visitor", Actor.Anonymous },
        { "a homeowner", Actor.Homeowner(Guid.NewGuid()) },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_sees_no_code_and_no_use(string who, Actor? stranger)
    {
        await NewCode();
        await Reserve(NewPurchase(), NewContractor());

        (await Database.As<long>(stranger, "select count(*) from coupons.coupons")).ShouldBe(0, who);
        (await Database.As<long>(stranger, "select count(*) from coupons.reservations")).ShouldBe(0, who);
    }

    [Fact]
    public async Task A_contractor_sees_their_own_uses_alone()
    {
        await NewCode();
        var me = NewContractor();
        await Reserve(NewPurchase(), me);
        await Reserve(NewPurchase(), NewContractor());

        (await Database.As<long>(Actor.Contractor(me), "select count(*) from coupons.reservations")).ShouldBe(1);
    }

    [Fact]
    public async Task A_contractor_cannot_end_the_use_of_another()
    {
        await NewCode();
        var theirs = NewPurchase();
        await Reserve(theirs, NewContractor());

        (await Database.Send(Actor.Contractor(NewContractor()), new ReleaseCoupon(theirs))).IsFailure.ShouldBeFalse();

        (await Used(), await Counting()).ShouldBe((1, 1L));
    }

    [Fact]
    public async Task A_contractor_cannot_reserve_in_the_name_of_another()
    {
        await NewCode();
        var victim = NewContractor();

        var refused = await Should.ThrowAsync<Exception>(() =>
            Database.Send(Actor.Contractor(NewContractor()), new ReserveCoupon(NewPurchase(), victim, Code, Price)));

        refused.GetBaseException().ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Used(), await Counting()).ShouldBe((0, 0L));
    }

    [Theory]
    [InlineData("insert into coupons.coupons select 'FREE-FOR-ME', 100, 1, 1, 0, 0, starts_at, null, null, created_at from coupons.coupons where code = @Code")]
    [InlineData("insert into coupons.reservations select gen_random_uuid(), @Code, gen_random_uuid(), 1, 0, 'CAD', 'reserved', created_at, null from coupons.coupons where code = @Code")]
    public async Task A_contractor_writes_neither_codes_nor_uses_of_others(string sql)
    {
        await NewCode();

        var refused = await Should.ThrowAsync<PostgresException>(() => Database.As<object>(Actor.Contractor(NewContractor()), sql, new { Code }));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_contractor_cannot_delete_a_code()
    {
        await NewCode();

        await Database.As<object>(Actor.Contractor(NewContractor()), "delete from coupons.coupons where code = @Code", new { Code });

        (await Used()).ShouldBe(0);
    }

    [Theory]
    [InlineData("update coupons.coupons set used = total_cap + 1 where code = @Code", PostgresErrorCodes.CheckViolation)]
    [InlineData("update coupons.coupons set used = -1 where code = @Code", PostgresErrorCodes.CheckViolation)]
    [InlineData("update coupons.coupons set redeemed = used + 1 where code = @Code", PostgresErrorCodes.CheckViolation)]
    [InlineData("update coupons.coupons set percent_off = 101 where code = @Code", PostgresErrorCodes.CheckViolation)]
    [InlineData("update coupons.reservations set state = 'redeemed' where code = @Code", PostgresErrorCodes.CheckViolation)]
    [InlineData("update coupons.reservations set discount_cents = -1 where code = @Code", PostgresErrorCodes.CheckViolation)]
    [InlineData("insert into coupons.reservations select gen_random_uuid(), code, contractor_id, ordinal, 0, 'CAD', 'reserved', reserved_at, null from coupons.reservations where code = @Code", PostgresErrorCodes.UniqueViolation)]
    public async Task The_database_refuses_what_the_code_should_never_do(string sql, string state)
    {
        await NewCode();
        await Reserve(NewPurchase(), NewContractor());

        (await Should.ThrowAsync<PostgresException>(() => Database.As<object>(Actor.System, sql, new { Code }))).SqlState.ShouldBe(state);
    }
}
