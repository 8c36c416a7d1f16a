using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Coupons.Tests.Persistence;

public sealed class ReserveCouponTests(CouponsDatabase database) : CouponTest(database)
{
    private const string NotApplicable = "coupons.not-applicable";

    [Fact]
    public async Task Reserving_answers_the_discount_and_counts_one_use()
    {
        await NewCode();

        var reserved = await Reserve(NewPurchase(), NewContractor(), $"  {Code.ToLowerInvariant()} ");

        reserved.Value.ShouldBe(new CouponDiscount(Code, new Money(1450, "CAD")));
        (await Used(), await Counting()).ShouldBe((1, 1L));
    }

    [Fact]
    public async Task Thirty_two_reservers_at_once_never_pass_the_cap_nor_two_for_each_contractor()
    {
        const int cap = 100;
        await NewCode(totalCap: cap, perContractor: 2);
        // 80 contractors want 4 each: 160 may be granted by their own caps, of which the code's cap leaves 100.
        var wishes = Enumerable.Range(0, 80).Select(_ => NewContractor()).SelectMany(contractor => Enumerable.Repeat(contractor, 4)).ToArray();
        Random.Shared.Shuffle(wishes);

        var granted = 0;
        await Parallel.ForEachAsync(wishes, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (contractor, _) =>
        {
            var answer = await Reserve(NewPurchase(), contractor);
            if (answer.IsFailure) answer.Error.Code.ShouldBe(NotApplicable);
            else Interlocked.Increment(ref granted);
        });

        granted.ShouldBe(cap);
        (await Used(), await Counting()).ShouldBe((cap, (long)cap));
        (await Database.Truth<long>(
            "select max(uses) from (select count(*) uses from coupons.reservations where code = @Code group by contractor_id) each", new { Code })).ShouldBe(2);
    }

    [Fact]
    public async Task One_purchase_asking_twenty_times_at_once_holds_one_use()
    {
        await NewCode(totalCap: 50, perContractor: 50);
        var (purchase, contractor) = (NewPurchase(), NewContractor());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Reserve(purchase, contractor))));

        answers.ShouldAllBe(answer => !answer.IsFailure && answer.Value.Discount.Cents == 1450);
        (await Used(), await Counting()).ShouldBe((1, 1L));
    }

    // A host died after the reservation, and the contractor changed plans before the purchase was priced again.
    [Theory]
    [InlineData(900, 450)]
    [InlineData(2900, 1450)]
    [InlineData(0, 0)]
    public async Task A_purchase_that_is_priced_again_gets_the_codes_part_of_that_price_until_it_is_paid(long cents, long discount)
    {
        await NewCode();
        var (purchase, contractor) = (NewPurchase(), NewContractor());
        await Reserve(purchase, contractor);

        var anew = new ReserveCoupon(purchase, contractor, Code, new Money(cents, "CAD"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.Send(Actor.Contractor(contractor), anew))));

        answers.ShouldAllBe(answer => answer.Value.Discount.Cents == discount);
        (await Used(), await Counting()).ShouldBe((1, 1L));
        await Redeem(purchase);
        (await Reserve(purchase, contractor)).Value.Discount.Cents.ShouldBe(discount, "what was paid stands");
    }

    // A double click whose second half is refused would undo the first half's purchase.
    [Fact]
    public async Task The_last_use_asked_for_by_one_purchase_twenty_times_at_once_is_granted_every_time()
    {
        await NewCode(totalCap: 1, perContractor: 1);
        var (purchase, contractor) = (NewPurchase(), NewContractor());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Reserve(purchase, contractor))));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        (await Used(), await Counting()).ShouldBe((1, 1L));
    }

    [Fact]
    public async Task A_repeat_is_answered_with_the_discount_held_even_after_the_code_was_disabled()
    {
        await NewCode(totalCap: 1);
        var (purchase, contractor) = (NewPurchase(), NewContractor());
        await Reserve(purchase, contractor);
        await Database.Send(Actor.Staff, new DisableCoupon(Code));

        (await Reserve(purchase, contractor)).Value.Discount.Cents.ShouldBe(1450);
    }

    [Fact]
    public async Task A_released_use_can_be_had_by_somebody_else_but_not_by_the_ended_purchase()
    {
        await NewCode(totalCap: 1);
        var (first, contractor) = (NewPurchase(), NewContractor());
        await Reserve(first, contractor);
        (await Reserve(NewPurchase(), NewContractor())).Error.Code.ShouldBe(NotApplicable);

        await Release(first);

        (await Reserve(first, contractor)).Error.Code.ShouldBe(NotApplicable);
        (await Reserve(NewPurchase(), NewContractor())).IsFailure.ShouldBeFalse();
        (await Used(), await Counting()).ShouldBe((1, 1L));
    }

    [Fact]
    public async Task Ten_releases_and_ten_redemptions_at_once_end_a_use_once()
    {
        await NewCode();
        var purchase = NewPurchase();
        await Reserve(purchase, NewContractor());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => n % 2 == 0 ? Release(purchase) : Redeem(purchase))));

        var state = await Database.Truth<string>("select state from coupons.reservations where purchase_id = @id", new { id = purchase.Value });
        (await Used(), await Redeemed()).ShouldBe(state == "redeemed" ? (1, 1) : (0, 0));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Ten_payments_and_ten_refunds_of_one_purchase_at_once_give_its_use_back_once_if_the_code_does(bool returns, int used)
    {
        await NewCode(perContractor: 1, returnsOnRefund: returns);
        var (contractor, purchase) = (NewContractor(), NewPurchase());
        await Reserve(purchase, contractor);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => n % 2 == 0 ? Redeem(purchase) : Return(purchase))));
        (await Redeem(purchase)).IsFailure.ShouldBeFalse();
        (await Return(purchase)).IsFailure.ShouldBeFalse();

        (await Used(), await Redeemed(), await Counting()).ShouldBe((used, used, (long)used));
        (await Reserve(NewPurchase(), contractor)).IsFailure.ShouldBe(!returns);
    }

    [Fact]
    public async Task Releases_and_reservations_at_once_keep_the_counter_true()
    {
        await NewCode(totalCap: 5);
        await Parallel.ForEachAsync(Enumerable.Range(0, 120), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) =>
        {
            var purchase = NewPurchase();
            if ((await Reserve(purchase, NewContractor())).IsFailure) return;
            if (n % 10 != 0) await Release(purchase);
        });

        ((long)await Used()).ShouldBe(await Counting());
    }

    [Fact]
    public async Task Ending_a_purchase_that_used_no_code_is_fine()
    {
        (await Release(NewPurchase())).IsFailure.ShouldBeFalse();
        (await Redeem(NewPurchase())).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Unknown_disabled_over_and_not_yet_begun_codes_get_one_and_the_same_answer()
    {
        await NewCode(endsAt: TestClock.Noon.AddHours(1));
        var unknown = (await Reserve(NewPurchase(), NewContractor(), "NO-SUCH-CODE")).Error;
        Database.Clock.Now = TestClock.Noon.AddHours(1);
        var over = (await Reserve(NewPurchase(), NewContractor())).Error;
        Database.Clock.Now = TestClock.Noon.AddDays(-2);
        var early = (await Reserve(NewPurchase(), NewContractor())).Error;
        Database.Clock.Now = TestClock.Noon;
        await Database.Send(Actor.Staff, new DisableCoupon(Code));
        var disabled = (await Reserve(NewPurchase(), NewContractor())).Error;

        new[] { unknown, over, early, disabled }.ShouldAllBe(error => ReferenceEquals(error, unknown));
        unknown.Code.ShouldBe(NotApplicable);
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("' or 1=1 --")]
    [InlineData("\u202Ecode")]
    public async Task A_code_that_cannot_be_one_is_refused_like_any_other(string typed) =>
        (await Reserve(NewPurchase(), NewContractor(), typed)).Error.Code.ShouldBe(NotApplicable);

    [Fact]
    public async Task A_preview_answers_what_reserving_would_and_holds_nothing()
    {
        await NewCode(totalCap: 2, perContractor: 1);
        var contractor = NewContractor();

        (await Preview(contractor)).Value.ShouldBe(new CouponDiscount(Code, new Money(1450, "CAD")));
        (await Used()).ShouldBe(0);
        await Reserve(NewPurchase(), contractor);
        (await Preview(contractor)).Error.Code.ShouldBe(NotApplicable);
        (await Preview(NewContractor())).IsFailure.ShouldBeFalse();
    }

    private Task<Result<CouponDiscount>> Preview(ContractorId contractor) =>
        Database.Send(Actor.Contractor(contractor), new PreviewCoupon(contractor, Code, Price));
}
