using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>A homeowner's rows are their own: at the form those of their draft, at their page those of their lead.</summary>
[Collection(OnPostgres.Name)]
public sealed class HomeownerRowSecurityTests(LeadsDatabase database) : RowSecurityTest(database)
{
    [Fact]
    public async Task A_homeowner_at_their_form_sees_their_own_draft_and_the_status_of_their_own_lead_alone()
    {
        await SubmittedDraft();
        var homeowner = Actor.Homeowner(await SubmittedDraft());

        (await Count(homeowner, "drafts")).ShouldBe(1);
        (await Count(homeowner, "leads")).ShouldBe(1);
        foreach (var table in LeadTables.Skip(1)) (await Count(homeowner, table)).ShouldBe(0, table);
    }

    [Fact]
    public async Task A_homeowner_cannot_write_into_another_draft()
    {
        var victim = await SubmittedDraft();

        (await Execute(Actor.Homeowner(Guid.NewGuid()), $"update leads.drafts set form = '{{}}' where id = '{victim}'")).ShouldBe(0);
        await Refused(Actor.Homeowner(Guid.NewGuid()), $"insert into leads.drafts (id, form, started_at, saved_at) values ('{Guid.NewGuid()}', '{{}}', 'epoch', 'epoch')");
    }

    [Fact]
    public async Task A_homeowner_at_their_page_sees_every_row_of_their_own_lead_and_no_other()
    {
        await WholeLead();
        var lead = await WholeLead();

        foreach (var table in LeadTables)
        {
            var own = await Database.Truth<int>(Own(table), new { lead });
            own.ShouldBeGreaterThan(0, table);
            (await Count(Actor.Homeowner(lead), table)).ShouldBe(own, table);
        }

        (await Count(Actor.Homeowner(lead), "drafts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_homeowner_writes_nothing_of_anothers_lead()
    {
        var victim = await WholeLead();
        var stranger = Actor.Homeowner(await WholeLead());

        (await Execute(stranger, $"update leads.leads set held = held where id = '{victim}'")).ShouldBe(0);
        foreach (var table in new[] { "contacts", "attributions", "identities", "phone_codes", "access_links", "problems", "outcomes", "conversions", "erasures" })
        {
            (await Execute(stranger, $"update leads.{table} set lead_id = lead_id where lead_id = '{victim}'")).ShouldBe(0, table);
            (await Execute(stranger, $"delete from leads.{table} where lead_id = '{victim}'")).ShouldBe(0, table);
        }

        await Refused(stranger, $"insert into leads.problems values ('{Guid.NewGuid()}', '{victim}', 'rude', null, null, 'epoch')");
        await Refused(stranger, $"insert into leads.consent_withdrawals values ('{victim}', 'contact', 'all', 'epoch')");
        await Refused(stranger, $"insert into leads.identities values (repeat('0', 64), 's', '{victim}', 'epoch')");
    }
}
