using LeadMarket.Coupons.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Tests.Domain;

public sealed class CouponTests
{
    private static readonly DateTimeOffset Starts = TestClock.Noon;
    private static readonly DateTimeOffset Ends = Starts.AddDays(7);
    private static readonly Money Price = new(2900, "CAD");

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_code_applies_from_its_first_instant(int milliseconds, bool applies) =>
        Code().AppliesTo(0, Starts.AddMilliseconds(milliseconds)).ShouldBe(applies);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_code_no_longer_applies_at_its_last_instant(int milliseconds, bool applies) =>
        Code().AppliesTo(0, Ends.AddMilliseconds(milliseconds)).ShouldBe(applies);

    [Fact]
    public void A_code_without_an_end_goes_on() =>
        Coupon.Create("FOREVER", 10, 1, 1, Starts, null, returnsOnRefund: true, Starts).AppliesTo(0, DateTimeOffset.MaxValue).ShouldBeTrue();

    [Fact]
    public void A_disabled_code_applies_to_nobody_and_remembers_when_it_was_first_disabled()
    {
        var code = Code();

        code.Disable(Starts.AddHours(1));
        code.Disable(Starts.AddHours(2));

        code.AppliesTo(0, Starts.AddHours(3)).ShouldBeFalse();
        code.DisabledAt.ShouldBe(Starts.AddHours(1));
    }

    [Fact]
    public void A_contractor_at_their_own_cap_is_refused_while_others_are_not()
    {
        var code = Code(totalCap: 10, perContractor: 2);

        code.AppliesTo(1, Starts).ShouldBeTrue();
        code.AppliesTo(2, Starts).ShouldBeFalse();
        Reserve(code, 1, 2).Error.Code.ShouldBe("coupons.not-applicable");
        code.Used.ShouldBe(0);
    }

    [Fact]
    public void The_last_use_is_the_last()
    {
        var code = Code(totalCap: 1);
        Reserve(code).IsFailure.ShouldBeFalse();

        Reserve(code).Error.ShouldBe(CouponErrors.NotApplicable);
        code.Used.ShouldBe(1);
    }

    [Fact]
    public void A_use_gets_the_lowest_free_ordinal_of_its_contractor()
    {
        var code = Code(totalCap: 10, perContractor: 3);

        Reserve(code).Value.Ordinal.ShouldBe(1);
        Reserve(code, 1, 3).Value.Ordinal.ShouldBe(2);
        Reserve(code, 2, 1).Value.Ordinal.ShouldBe(3);
    }

    [Fact]
    public void A_reservation_holds_the_discount_and_one_use()
    {
        var code = Code();

        var held = Reserve(code).Value;

        held.State.ShouldBe(ReservationState.Reserved);
        held.Discount.ShouldBe(new Money(1450, "CAD"));
        held.EndedAt.ShouldBeNull();
        (code.Used, code.Redeemed).ShouldBe((1, 0));
    }

    [Fact]
    public void Redeeming_twice_counts_once_and_keeps_the_use()
    {
        var code = Code();
        var held = Reserve(code).Value;

        code.Redeem(held, Starts.AddMinutes(1));
        code.Redeem(held, Starts.AddMinutes(2));

        held.State.ShouldBe(ReservationState.Redeemed);
        held.EndedAt.ShouldBe(Starts.AddMinutes(1));
        (code.Used, code.Redeemed).ShouldBe((1, 1));
    }

    [Fact]
    public void Releasing_twice_gives_back_one_use()
    {
        var code = Code();
        Reserve(code).IsFailure.ShouldBeFalse();
        var held = Reserve(code, 1).Value;

        code.Release(held, Starts.AddMinutes(1));
        code.Release(held, Starts.AddMinutes(2));

        held.State.ShouldBe(ReservationState.Released);
        (code.Used, code.Redeemed).ShouldBe((1, 0));
    }

    [Fact]
    public void A_use_ends_one_way_only()
    {
        var code = Code();
        var paid = Reserve(code).Value;
        code.Redeem(paid, Starts);
        code.Release(paid, Starts);
        var left = Reserve(code, 1).Value;
        code.Release(left, Starts);
        code.Redeem(left, Starts);

        paid.State.ShouldBe(ReservationState.Redeemed);
        left.State.ShouldBe(ReservationState.Released);
        (code.Used, code.Redeemed).ShouldBe((1, 1));
    }

    [Fact]
    public void What_was_reserved_in_time_is_redeemed_after_the_end()
    {
        var code = Code();
        var held = Reserve(code).Value;
        code.Disable(Starts.AddMinutes(1));

        code.Redeem(held, Ends.AddDays(1));

        code.Redeemed.ShouldBe(1);
    }

    [Fact]
    public void A_refunded_purchase_gives_its_use_back_once_redeemed_or_not_yet()
    {
        var code = Code();
        var redeemed = Reserve(code).Value;
        code.Redeem(redeemed, Starts);
        var quick = Reserve(code, 1).Value;

        for (var told = 0; told < 2; told++)
        {
            code.Return(redeemed, Starts);
            code.Return(quick, Starts);
        }

        // News of the payment that comes after that of the refund.
        code.Redeem(quick, Starts);
        (redeemed.State, quick.State).ShouldBe((ReservationState.Released, ReservationState.Released));
        (code.Used, code.Redeemed).ShouldBe((0, 0));
    }

    [Fact]
    public void A_code_that_keeps_its_uses_keeps_them_whatever_is_refunded()
    {
        var code = Code(returnsOnRefund: false);
        var redeemed = Reserve(code).Value;
        code.Redeem(redeemed, Starts);
        var quick = Reserve(code, 1).Value;

        code.Return(redeemed, Starts);
        code.Return(quick, Starts);
        code.Redeem(quick, Starts);

        (code.Used, code.Redeemed).ShouldBe((2, 2));
    }

    private static Coupon Code(int totalCap = 5, int perContractor = 5, bool returnsOnRefund = true) =>
        Coupon.Create("LANCEMENT", 50, totalCap, perContractor, Starts, Ends, returnsOnRefund, Starts);

    private static Result<CouponReservation> Reserve(Coupon code, params int[] otherUses) =>
        code.Reserve(new PurchaseId(Guid.NewGuid()), new ContractorId(Guid.NewGuid()), otherUses, Price, Starts);
}
