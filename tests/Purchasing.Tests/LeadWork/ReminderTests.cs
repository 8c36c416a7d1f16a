using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.LeadWork;

public sealed class ReminderTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    private const string Event = "purchasing.reminder-due.v1";

    [Fact]
    public async Task A_reminder_is_told_at_its_time_and_not_a_second_before()
    {
        var (me, unlock) = await BoughtOne();
        var at = Samples.Noon.AddDays(3);
        await Done(me, new SetReminder(me, unlock, at, "  Rappeler pour le devis "));

        Database.Clock.Now = at.AddSeconds(-1);
        await Remind();
        (await Told(Event)).ShouldBeEmpty();
        (await Open(me, unlock)).Lead.Work.ReminderAt.ShouldBe(at);

        Database.Clock.Now = at;
        await Remind();
        await Remind();

        var told = (await Told(Event)).ShouldHaveSingleItem();
        foreach (var needed in new[] { unlock.ToString(), "Bornes Boréal inc.", "dominique@example.com", "514 555-0199", "ev-charger", "Plateau Mont-Royal" })
            told.ShouldContain(needed);
        foreach (var secret in new[] { "Hélène", "personne-", "+1418", "Rappeler" }) told.ShouldNotContain(secret);
        var lead = await Open(me, unlock);
        (lead.Lead.Work.ReminderAt, lead.Lead.Work.ReminderText).ShouldBe((null, "Rappeler pour le devis"));
        lead.Steps.ShouldContain(new LeadStep("reminder", null, at));
    }

    [Fact]
    public async Task Ten_hosts_at_once_tell_each_reminder_once()
    {
        var me = await AddContractor();
        for (var i = 0; i < 5; i++)
        {
            var unlock = await BuyAnother(me);
            await Done(me, new SetReminder(me, unlock, Samples.Noon.AddHours(1)));
        }

        Later(TimeSpan.FromHours(2));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(Remind)));

        (await Told(Event)).Length.ShouldBe(5);
    }

    [Fact]
    public async Task The_latest_wish_counts_and_one_taken_away_is_not_told()
    {
        var (me, moved) = await BoughtOne();
        var taken = await BuyAnother(me);
        await Done(me, new SetReminder(me, moved, Samples.Noon.AddHours(1), "first"));
        await Done(me, new SetReminder(me, moved, Samples.Noon.AddHours(3), "second"));
        await Done(me, new SetReminder(me, taken, Samples.Noon.AddHours(1), "never"));
        await Done(me, new SetReminder(me, taken, null));

        Later(TimeSpan.FromHours(2));
        await Remind();
        (await Told(Event)).ShouldBeEmpty();

        Later(TimeSpan.FromHours(2));
        await Remind();
        (await Told(Event)).ShouldHaveSingleItem();
        (await Open(me, moved)).Lead.Work.ReminderText.ShouldBe("second");

        // And once told, another may be set.
        await Done(me, new SetReminder(me, moved, Database.Clock.Now.AddDays(1)));
        (await List(me, new MyLeadsFilter(Reminders: true))).Total.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(365 * 24 * 3600, false)]
    [InlineData((365 * 24 * 3600) + 1, true)]
    public async Task A_reminder_is_within_a_year_from_now(int seconds, bool refused)
    {
        var (me, unlock) = await BoughtOne();

        (await As(me, new SetReminder(me, unlock, Samples.Noon.AddSeconds(seconds)))).IsFailure.ShouldBe(refused);
        (await As(me, new SetReminder(me, unlock, Samples.Noon.AddHours(1), new string('x', 201)))).Error.Fields.Single().Code.ShouldBe("purchasing.text-too-long");
    }

    [Fact]
    public async Task Nobody_is_reminded_of_a_lead_whose_money_is_on_its_way_back()
    {
        var (me, unlock) = await BoughtOne();
        await Done(me, new SetReminder(me, unlock, Samples.Noon.AddHours(1)));
        await GiveBack(unlock);

        Later(TimeSpan.FromHours(2));
        await Remind();

        (await Told(Event)).ShouldBeEmpty();
        (await Database.Truth<bool>("select reminder_at is null from purchasing.lead_work")).ShouldBeTrue();
    }
}
