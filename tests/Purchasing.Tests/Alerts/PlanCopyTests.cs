using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Plans;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Alerts;

/// <summary>Billing's plans are copied, for early access.</summary>
public sealed class PlanCopyTests(PurchasingDatabase database) : PurchasingTest(database)
{
    [Fact]
    public async Task A_contractor_registers_on_the_first_plan()
    {
        var me = new ContractorId(Guid.CreateVersion7());
        await Database.Send(Actor.System, new OpenContractorAccount(me, "Bornes", "Dominique", "d@example.com", "514 555-0199", "fr"));

        (await PlanOf(me)).ShouldBe("free");
    }

    [Fact]
    public async Task The_latest_change_stands_in_whatever_order_it_is_told()
    {
        var me = await AddContractor(plan: "free");

        await Hear(me, "elite", minute: 2);
        await Hear(me, "pro", minute: 1);
        (await PlanOf(me)).ShouldBe("elite");

        await Hear(me, "free", minute: 3);
        (await PlanOf(me)).ShouldBe("free");
    }

    [Fact]
    public async Task Of_two_changes_told_at_the_same_moment_the_later_stands()
    {
        for (var n = 0; n < 20; n++)
        {
            var me = await AddContractor(plan: "free");
            await Task.WhenAll(Task.Run(() => Hear(me, "elite", minute: 2)), Task.Run(() => Hear(me, "pro", minute: 1)));
            (await PlanOf(me)).ShouldBe("elite");
        }
    }

    [Fact]
    public async Task Who_was_there_before_plans_were_copied_is_asked_after_once()
    {
        var (before, after) = (await AddOlderContractor(), await AddContractor(plan: "pro"));
        Database.Others.Plans[before] = "elite";
        Database.Others.Plans[after] = "elite";

        await Adopt();

        (await PlanOf(before)).ShouldBe("elite");
        (await PlanOf(after)).ShouldBe("pro");
    }

    [Fact]
    public async Task A_change_that_comes_while_Billing_is_asked_is_the_one_that_stands()
    {
        var me = await AddOlderContractor();
        Database.Others.WhileAskedForPlan = () =>
        {
            Database.Clock.Now = Samples.Noon.AddSeconds(1);
            return Hear(me, "elite", minute: 1);
        };

        await Adopt();

        (await PlanOf(me)).ShouldBe("elite");
    }

    [Fact]
    public async Task A_plan_whose_change_was_never_told_is_right_again_a_day_later()
    {
        var me = await AddContractor(plan: "free");
        Database.Others.Plans[me] = "elite";

        await AdoptAfter(hours: 23);
        (await PlanOf(me)).ShouldBe("free");
        await AdoptAfter(hours: 25);
        (await PlanOf(me)).ShouldBe("elite");

        // Once a day.
        Database.Others.Plans[me] = "pro";
        await AdoptAfter(hours: 48);
        (await PlanOf(me)).ShouldBe("elite");
        await AdoptAfter(hours: 50);
        (await PlanOf(me)).ShouldBe("pro");
    }

    [Fact]
    public async Task Who_Billing_refuses_to_answer_for_keeps_nobody_else_from_being_asked_for()
    {
        var (refused, known, older) = (await AddContractor(plan: "free"), await AddContractor(plan: "free"), await AddOlderContractor());
        foreach (var contractor in new[] { refused, known, older }) Database.Others.Plans[contractor] = "elite";
        foreach (var silent in new[] { refused, older })
        {
            Database.Others.RefusedPlan = silent;
            await AdoptAfter(hours: silent == refused ? 25 : 51);
        }

        (await PlanOf(known)).ShouldBe("elite");
        (await PlanOf(older)).ShouldBe("elite");
        (await PlanOf(refused)).ShouldBe("elite", "it is asked for again the next day");
    }

    [Fact]
    public async Task A_change_made_just_before_the_question_that_the_answer_did_not_know_stands()
    {
        var me = await AddContractor(plan: "free");
        Database.Clock.Now = Samples.Noon.AddDays(2);

        await Adopt();
        await HearAt(me, "elite", Database.Clock.Now.AddSeconds(-1));

        (await PlanOf(me)).ShouldBe("elite");
    }

    private async Task AdoptAfter(int hours)
    {
        Database.Clock.Now = Samples.Noon.AddHours(hours);
        await Adopt();
    }

    private async Task<ContractorId> AddOlderContractor()
    {
        var contractor = await AddContractor();
        await Database.Truth<object>("update purchasing.contractors set plan = null, plan_since = null where id = @id", new { id = contractor.Value });
        return contractor;
    }

    private async Task Adopt() => (await Database.Send(Actor.System, new AdoptPlans())).IsFailure.ShouldBeFalse();

    private Task Hear(ContractorId contractor, string plan, int minute) => HearAt(contractor, plan, Samples.Noon.AddMinutes(minute));

    private async Task HearAt(ContractorId contractor, string plan, DateTimeOffset at) => await InTransaction(services => services
        .GetRequiredService<CopyPlanWhenPlanChanged>()
        .Handle(new PlanChanged(contractor, null, "fr", "?", plan, at), CancellationToken.None));

    private Task<string> PlanOf(ContractorId contractor) =>
        Database.Truth<string>("select plan from purchasing.contractors where id = @id", new { id = contractor.Value });
}
