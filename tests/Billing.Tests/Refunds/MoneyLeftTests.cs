using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Refunds;

/// <summary>What whoever gives a lead back is promised: what giving it back would really give.</summary>
public sealed class MoneyLeftTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    [Fact]
    public async Task What_went_back_is_not_promised_again()
    {
        await PaidWithCredits(1334);
        (await Left(Actor.Staff)).ShouldBe(Price);

        await GivenBack("goodwill-1", cents: 500);

        (await Left(Actor.Staff)).ShouldBe(Price - 500);
        (await Left(Actor.Contractor(Contractor))).ShouldBe(Price - 500);
        (await Left(Actor.Staff)).ShouldBe((await Billing.Send(Actor.Staff, new GetPurchaseMoney(Purchase))).Value.Refundable.Cents, "as staff read it of one purchase");

        await GivenBack("return");
        (await Left(Actor.Staff)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_on_its_way_is_not_promised_either_and_what_no_card_took_is()
    {
        var intent = await Paid();
        Stripe.RefundsAre = RefundState.Pending;
        await GivenBack("goodwill-1", cents: 700);
        (await Left(Actor.Contractor(Contractor))).ShouldBe(Price - 700);

        await Becomes(RefundOf(intent).Id, RefundState.Failed, "refund.failed");
        (await Left(Actor.Contractor(Contractor))).ShouldBe(Price);
    }

    [Fact]
    public async Task Others_money_and_what_was_never_paid_is_not_in_the_answer()
    {
        await Paid();

        (await Billing.Send(Actor.Contractor(new ContractorId(Guid.CreateVersion7())), new ListMoneyLeft([Purchase]))).Value.ShouldBeEmpty();
        (await Billing.Send(Actor.Staff, new ListMoneyLeft([new PurchaseId(Guid.CreateVersion7())]))).Value.ShouldBeEmpty();
        (await Billing.Send(Actor.Staff, new ListMoneyLeft([]))).Value.ShouldBeEmpty();
        (await Billing.Send(Actor.Staff, new ListMoneyLeft([Purchase, Purchase]))).Value.ShouldHaveSingleItem();
    }

    private async Task<long> Left(Actor actor) => (await Billing.Send(actor, new ListMoneyLeft([Purchase]))).Value[Purchase].Cents;
}
