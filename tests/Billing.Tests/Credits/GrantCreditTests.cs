using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Credits;

public sealed class GrantCreditTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task A_gesture_is_given_once_and_told_with_its_reason()
    {
        var gesture = new GrantCredit(Guid.CreateVersion7(), Contractor, 1500, "  Désolés pour l'attente  ");

        for (var click = 0; click < 2; click++) (await Billing.Send(Actor.Staff, gesture)).IsFailure.ShouldBeFalse();

        var credits = await Credits();
        credits.Balance.ShouldBe(new Money(1500, "CAD"));
        credits.Available.ShouldBe(new Money(1500, "CAD"));
        var movement = credits.Movements.ShouldHaveSingleItem();
        (movement.Kind, movement.Amount.Cents, movement.Balance.Cents, movement.Note).ShouldBe(("goodwill", 1500, 1500, "Désolés pour l'attente"));
    }

    [Theory]
    [InlineData(0, "Une raison", "cents")]
    [InlineData(-5, "Une raison", "cents")]
    [InlineData(100_001, "Une raison", "cents")]
    [InlineData(100, " ab ", "reason")]
    [InlineData(100, null, "reason")]
    public async Task Refused_with_the_field_at_fault(long cents, string? reason, string field)
    {
        var answer = await Billing.Send(Actor.Staff, new GrantCredit(Guid.CreateVersion7(), Contractor, cents, reason!));

        answer.Error.Fields.ShouldHaveSingleItem().Field.ShouldBe(field);
        (await Credits()).Balance.Cents.ShouldBe(0);
    }

    [Fact]
    public async Task The_history_keeps_the_balance_after_each_movement_newest_first()
    {
        await Grant(1000);
        await Open(useCredits: true);
        await Pay();
        await Grant(250);
        var second = new PurchaseId(Guid.CreateVersion7());
        await Open(Charge(discount: 2800), useCredits: true, purchase: second);
        await Billing.Deliver();

        var credits = await Credits();

        credits.Movements.Select(row => (row.Kind, row.Amount.Cents, row.Balance.Cents)).ShouldBe(
            [("spent", -115L, 135L), ("goodwill", 250L, 250L), ("spent", -1000L, 0L), ("goodwill", 1000L, 1000L)]);
        credits.Movements.Select(row => row.Purchase).ShouldBe([second, null, Purchase, null]);
        credits.Movements[0].DocumentNumber.ShouldNotBeNull();
        credits.Movements[2].DocumentNumber.ShouldNotBeNull();
        credits.Movements[2].DocumentNumber.ShouldNotBe(credits.Movements[0].DocumentNumber);
    }

    [Fact]
    public async Task A_contractor_nobody_has_given_anything_has_nothing()
    {
        var credits = await Credits();

        (credits.Balance.Cents, credits.Available.Cents, credits.Movements.Count).ShouldBe((0, 0, 0));
    }
}
