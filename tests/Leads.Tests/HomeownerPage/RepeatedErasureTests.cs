using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;

namespace LeadMarket.Leads.Tests.HomeownerPage;

public sealed class RepeatedErasureTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    [Fact]
    public async Task Ten_erasures_at_once_and_one_more_are_one()
    {
        var lead = await Listed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Ask(lead, new EraseLead(lead)))));
        await Do(lead, new EraseLead(lead));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        (await CountEvents("leads.lead-erased.v1", lead)).ShouldBe(1);
    }

    [Fact]
    public async Task The_event_may_be_delivered_again_at_any_time()
    {
        var person = Forms.Somebody();
        var lead = await Listed(person);
        var twin = await Listed(person);
        await Do(lead, new EraseLead(lead));
        var id = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Database.Deliver(new LeadErased(lead, Forms.Now), id))));
        await Database.Deliver(new LeadErased(lead, Forms.Now));
        await DeliverErasures(twin);

        (await CountEvents("leads.lead-erased.v1", twin)).ShouldBe(1);
        (await View(twin)).ErasedAt.ShouldBe(Forms.Now);
    }

    [Fact]
    public async Task A_person_who_erases_two_requests_at_once_waits_for_nobody_forever()
    {
        var person = Forms.Somebody();
        var leads = new List<LeadId>();
        for (var i = 0; i < 5; i++) leads.Add(await Listed(person));

        await Task.WhenAll(leads.Select(lead => Task.Run(async () =>
        {
            await Do(lead, new EraseLead(lead));
            await Database.Deliver(new LeadErased(lead, Forms.Now));
        })));

        foreach (var lead in leads)
        {
            (await View(lead)).ErasedAt.ShouldBe(Forms.Now);
            (await CountEvents("leads.lead-erased.v1", lead)).ShouldBe(1);
        }
    }
}
