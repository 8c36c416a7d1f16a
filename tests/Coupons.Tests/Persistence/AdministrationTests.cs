using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Tests.Persistence;

public sealed class AdministrationTests(CouponsDatabase database) : CouponTest(database)
{
    private static readonly DateTimeOffset Start = TestClock.Noon;

    public static TheoryData<string, Func<CreateCoupon, CreateCoupon>, string, string> Mistakes => new()
    {
        { "no code", coupon => coupon with { Code = null! }, "code", "coupons.code-invalid" },
        { "too short", coupon => coupon with { Code = "AB" }, "code", "coupons.code-invalid" },
        { "too long", coupon => coupon with { Code = new string('A', 33) }, "code", "coupons.code-invalid" },
        { "ten megabytes", coupon => coupon with { Code = new string('A', 10_000_000) }, "code", "coupons.code-invalid" },
        { "a script", coupon => coupon with { Code = "<script>" }, "code", "coupons.code-invalid" },
        { "NUL", coupon => coupon with { Code = "CO\0DE" }, "code", "coupons.code-invalid" },
        { "nothing off", coupon => coupon with { PercentOff = 0 }, "percentOff", "coupons.percent-range" },
        { "more than all off", coupon => coupon with { PercentOff = 101 }, "percentOff", "coupons.percent-range" },
        { "no use", coupon => coupon with { TotalCap = 0 }, "totalCap", "coupons.cap-range" },
        { "endless uses", coupon => coupon with { TotalCap = int.MaxValue }, "totalCap", "coupons.cap-range" },
        { "no use each", coupon => coupon with { PerContractorCap = 0 }, "perContractorCap", "coupons.cap-range" },
        { "negative uses each", coupon => coupon with { PerContractorCap = -1 }, "perContractorCap", "coupons.cap-range" },
        { "over at its start", coupon => coupon with { EndsAt = Start }, "endsAt", "coupons.ends-before-start" },
        { "over before its start", coupon => coupon with { EndsAt = Start.AddTicks(-1) }, "endsAt", "coupons.ends-before-start" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_named_at_its_field_and_nothing_is_made(string what, Func<CreateCoupon, CreateCoupon> mistake, string field, string code)
    {
        var refused = await Create(mistake(Good()));

        refused.Error.Fields.ShouldContain(fault => fault.Field == field && fault.Code == code, what);
        (await Database.Truth<long>("select count(*) from coupons.coupons where code = @Code", new { Code })).ShouldBe(0);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        var refused = await Create(new CreateCoupon("?", 0, 0, 0, Start, Start));

        refused.Error.Fields.Select(fault => fault.Field).ShouldBe(["code", "percentOff", "totalCap", "perContractorCap", "endsAt"]);
    }

    [Fact]
    public async Task The_widest_allowed_values_are_taken()
    {
        (await Create(Good() with { PercentOff = 100, TotalCap = 1_000_000, PerContractorCap = 1_000_000, EndsAt = Start.AddTicks(10) })).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_is_taken_in_whatever_case_it_is_typed()
    {
        await NewCode();

        (await Create(Good() with { Code = $" {Code.ToLowerInvariant()}" })).Error.Code.ShouldBe("coupons.code-taken");
    }

    // A form speaks the market's time, and the database UTC.
    [Fact]
    public async Task A_start_given_in_local_time_is_the_same_instant()
    {
        var montreal = TimeSpan.FromHours(-5);

        (await Create(Good() with { StartsAt = Start.ToOffset(montreal), EndsAt = Start.AddDays(1).ToOffset(montreal) })).IsFailure.ShouldBeFalse();

        (await Database.Truth<DateTime>("select starts_at from coupons.coupons where code = @Code", new { Code })).ShouldBe(Start.UtcDateTime);
    }

    [Fact]
    public async Task Staff_see_every_code_with_its_counts_newest_first()
    {
        await NewCode();
        var (paid, left) = (NewPurchase(), NewPurchase());
        foreach (var purchase in new[] { paid, left, NewPurchase() }) await Reserve(purchase, NewContractor());
        await Redeem(paid);
        await Release(left);
        await Database.Send(Actor.Staff, new DisableCoupon(Code.ToLowerInvariant()));

        var listed = (await Database.Send(Actor.Staff, new ListCoupons())).Value;

        var mine = listed.Single(coupon => coupon.Code == Code);
        (mine.Used, mine.Redeemed, mine.Disabled, mine.PercentOff).ShouldBe((2, 1, true, 50));
    }

    [Theory]
    [InlineData("NO-SUCH-CODE")]
    [InlineData("?")]
    public async Task Disabling_what_is_no_code_is_refused(string code) =>
        (await Database.Send(Actor.Staff, new DisableCoupon(code))).Error.Code.ShouldBe("coupons.not-found");

    private CreateCoupon Good() => new(Code, 50, 10, 1, Start, null);

    private Task<Result> Create(CreateCoupon coupon) => Database.Send(Actor.Staff, coupon);
}
