using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>A plan begins or ends while a lead is priced: what a code takes off is its part of the price that is charged.</summary>
public sealed class ChangedPlanTests(PurchasingDatabase database) : PurchaseTest(database)
{
    private const int Free = 2900;
    private const int Pro = 1900;

    [Theory]
    [InlineData(Free, Pro, OtherModules.GoodCode, 950)]
    [InlineData(Pro, Free, OtherModules.GoodCode, 1450)]
    [InlineData(Free, Pro, OtherModules.FreeCode, 1900)]
    [InlineData(Pro, Free, OtherModules.FreeCode, 2900)]
    public async Task The_discount_and_the_price_are_of_one_plan(long before, long after, string code, long discount)
    {
        Others.LeadPrice = before;
        Changes(quote => quote == 2 ? after : null);

        var started = (await Start(await AddContractor(), await AddListing(), code)).Value;

        (started.Charge!.Subtotal.Cents, started.Charge.Discount.Cents, started.Charge.Total).ShouldBe((after, discount, Samples.Charge(discount, after).Total));
    }

    [Fact]
    public async Task A_price_that_never_stands_is_charged_to_nobody_and_everything_goes_back()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        Changes(quote => quote % 2 == 0 ? Pro : Free);

        (await Start(me, listing, OtherModules.GoodCode)).Error.Code.ShouldBe("billing.payment-changed");

        (await Slots(listing), Others.Opened.Count, Others.Coupons.Values.ShouldHaveSingleItem()).ShouldBe((0, 0, "released"));
    }

    /// <param name="price">Of the first, the second quote and so on; null: as it is.</param>
    private void Changes(Func<int, long?> price)
    {
        var quote = 0;
        Others.WhileQuoting = Quoting;

        Task Quoting()
        {
            Others.LeadPrice = price(++quote) ?? Others.LeadPrice;
            Others.WhileQuoting = Quoting;
            return Task.CompletedTask;
        }
    }
}
