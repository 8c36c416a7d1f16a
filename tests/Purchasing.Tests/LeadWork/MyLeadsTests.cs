using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.LeadWork;

public sealed class MyLeadsTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task Forty_five_leads_are_paged_newest_first_and_none_is_missed_or_shown_twice()
    {
        var me = await AddContractor();
        var bought = new List<UnlockId>();
        for (var i = 0; i < 45; i++)
        {
            // Some at the very same instant: then the id decides.
            if (i % 3 == 0) Later(TimeSpan.FromMinutes(1));
            bought.Add((await Buy(me, await AddListing(listedAt: Database.Clock.Now))).Id);
        }

        var (seen, cursor, pages) = (new List<MyLead>(), (string?)null, 0);
        do
        {
            var page = await List(me, cursor: cursor);
            (page.Total, page.ByProgress[LeadProgress.New], page.ByProgress[LeadProgress.Won]).ShouldBe((45, 45, 0));
            seen.AddRange(page.Items);
            (cursor, pages) = (page.NextCursor, pages + 1);
        }
        while (cursor is not null);

        pages.ShouldBe(3);
        seen.Select(lead => lead.Unlock.Id).ShouldBe(bought, ignoreOrder: true);
        seen.Select(lead => lead.Unlock.PaidAt!.Value).ShouldBeInOrder(SortDirection.Descending);
        var (exported, parts) = (new List<MyLead>(), 0);
        do
        {
            var part = (await As(me, new ExportMyLeads(me, cursor, Most: 15))).Value;
            exported.AddRange(part.Items);
            (cursor, parts) = (part.NextCursor, parts + 1);
        }
        while (cursor is not null);

        parts.ShouldBe(3);
        exported.Select(lead => lead.Unlock.Id).ShouldBe(seen.Select(lead => lead.Unlock.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("\0")]
    public async Task A_cursor_that_cannot_be_read_starts_again_at_the_top(string cursor)
    {
        var (me, unlock) = await BoughtOne();

        (await List(me, cursor: cursor)).Items.ShouldHaveSingleItem().Unlock.Id.ShouldBe(unlock);
    }

    [Theory]
    [InlineData("hélène", true)]
    [InlineData("HELENE gag", true)]
    [InlineData("plateau", true)]
    [InlineData("h2x", true)]
    [InlineData("personne-", true)]
    [InlineData("(418) 555-0", true)]
    [InlineData("4185550", true)]
    [InlineData("555-0100", true)]
    [InlineData("41", false)]
    [InlineData("%", false)]
    [InlineData("helen_", false)]
    [InlineData("nobody", false)]
    [InlineData("a\0b", false)]
    [InlineData("   ", true)]
    public async Task A_lead_is_found_by_name_area_mail_or_phone_however_it_is_typed(string typed, bool found)
    {
        var (me, unlock) = await BoughtOne();
        await BePerson(unlock, "personne-7@example.com", "+14185550100");

        (await List(me, new MyLeadsFilter(Search: typed))).Total.ShouldBe(found ? 1 : 0);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_the_counts_ignore_the_progress_alone()
    {
        var (me, won) = await BoughtOne();
        var (lost, pump, reminded) = (await BuyAnother(me), await BuyAnother(me, "heat-pump"), await BuyAnother(me));
        await Done(me, new SetLeadProgress(me, won, LeadProgress.Won, 250_000));
        await Done(me, new SetLeadProgress(me, lost, LeadProgress.Lost));
        await Done(me, new SetReminder(me, reminded, Database.Clock.Now.AddDays(1)));
        await Ask(me, pump);

        (await Ids(new MyLeadsFilter(LeadProgress.Won))).ShouldBe([won]);
        (await Ids(new MyLeadsFilter(Service: "heat-pump"))).ShouldBe([pump]);
        (await Ids(new MyLeadsFilter(Service: "no-such"))).ShouldBeEmpty();
        (await Ids(new MyLeadsFilter(Reminders: true))).ShouldBe([reminded]);
        (await Ids(new MyLeadsFilter(Returns: true))).ShouldBe([pump]);

        var page = await List(me, new MyLeadsFilter(LeadProgress.Lost, "ev-charger"));
        (page.Total, page.Items.Single().Unlock.Id).ShouldBe((1, lost));
        page.ByProgress.ShouldBe(new Dictionary<LeadProgress, int>
        {
            [LeadProgress.New] = 1, [LeadProgress.Contacted] = 0, [LeadProgress.Quoted] = 0, [LeadProgress.Won] = 1, [LeadProgress.Lost] = 1,
        }, ignoreOrder: true);

        async Task<IEnumerable<UnlockId>> Ids(MyLeadsFilter filter) => (await List(me, filter)).Items.Select(lead => lead.Unlock.Id);
    }

    [Fact]
    public async Task The_list_shows_the_contact_the_work_and_what_was_given_back_without_its_contact()
    {
        var (me, unlock) = await BoughtOne();
        await Log(me, unlock, AttemptOutcome.Voicemail);
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Quoted, 180_000));
        var lead = (await List(me)).Items.Single();

        lead.Unlock.Contact!.Name.ShouldBe("Hélène Gagnon");
        lead.Item.Service.ShouldBe("ev-charger");
        lead.Work.ShouldBe(new Contracts.LeadWork(LeadProgress.Quoted, Samples.Cad(180_000), null, null, null, 1, Database.Clock.Now));
        lead.Return.ShouldBeNull();

        await GiveBack(unlock);
        await HearRefunded(me, unlock);

        var gone = (await List(me)).Items.Single();
        (gone.Unlock.State, gone.Unlock.Contact, gone.Work.Attempts).ShouldBe(("refunded", null, 1));
    }

    [Fact]
    public async Task Unpaid_ones_are_not_listed_and_another_s_never()
    {
        var (me, mine) = await BoughtOne();
        var (rival, theirs) = await BoughtOne();
        await Start(me, await AddListing());

        (await List(me)).Items.ShouldHaveSingleItem().Unlock.Id.ShouldBe(mine);
        (await As(me, new GetMyLead(me, theirs))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await As(me, new GetMyLead(rival, theirs))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await As(me, new ListMyLeads(rival))).Value.Items.ShouldBeEmpty();
        (await As(me, new ExportMyLeads(rival))).Value.Items.ShouldBeEmpty();
        (await Database.Send(Actor.Anonymous, new ListMyLeads(rival))).Value.Items.ShouldBeEmpty();
    }
}
