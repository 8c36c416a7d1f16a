using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.ExpireLeads;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>After the listing: sold out and back, expired, shown as recent.</summary>
[Collection(OnPostgres.Name)]
public sealed class LifecycleTests(LeadsDatabase database)
{
    [Fact]
    public async Task The_last_slot_sold_sells_the_lead_out_and_one_given_back_lists_it_again()
    {
        var lead = await database.SubmitAndJudge(Forms.Somebody());

        (await StatusAfter(lead, sold: 1)).ShouldBe("listed");
        (await StatusAfter(lead, sold: 2)).ShouldBe("soldout");
        (await StatusAfter(lead, sold: 2)).ShouldBe("soldout");
        (await StatusAfter(lead, sold: 1)).ShouldBe("listed");
        (await database.Truth<int>("select moves from leads.leads where id = @lead", new { lead = lead.Value })).ShouldBe(5);
    }

    [Fact]
    public async Task Sales_of_a_lead_that_has_ended_change_nothing()
    {
        var lead = await database.SubmitAndJudge(Forms.Somebody(), Forms.FreshOrigin() with { TrapSprung = true });
        await database.Send(Actor.Staff, new ReviewLead(lead, Approve: false));

        (await StatusAfter(lead, sold: 2)).ShouldBe("rejected");
        (await database.Send(Actor.System, new RecordSales(LeadId.New(Forms.Now), 1, 1))).Error.Code.ShouldBe("leads.lead-not-found");
    }

    [Fact]
    public async Task Twenty_reports_of_the_last_sale_at_once_make_one_move()
    {
        var lead = await database.SubmitAndJudge(Forms.Somebody());

        var reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => database.Send(Actor.System, new RecordSales(lead, 2, 2)))));

        reports.ShouldAllBe(report => !report.IsFailure);
        (await database.Truth<int>("select count(*)::int from leads.lead_moves where lead_id = @lead and to_status = 'soldout'", new { lead = lead.Value })).ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_bought_or_verified_in_time_expires_and_what_is_sold_out_does_not()
    {
        var (listed, soldOut) = (await database.SubmitAndJudge(Forms.Somebody()), await database.SubmitAndJudge(Forms.Somebody()));
        await StatusAfter(soldOut, sold: 2);
        var held = await database.SubmitAndJudge(Forms.Somebody(), Forms.FreshOrigin() with { TrapSprung = true });
        var waiting = (await database.Send(Actor.Anonymous, new SubmitLead(Forms.Somebody(), Forms.FreshOrigin()))).Value.Id;

        using (database.At(Forms.Now.AddDays(30).AddSeconds(-1))) await database.Send(Actor.System, new ExpireLeads());
        (await database.StatusOf(listed)).ShouldBe("listed");

        using (database.At(Forms.Now.AddDays(30))) (await database.Send(Actor.System, new ExpireLeads())).IsFailure.ShouldBeFalse();

        foreach (var lead in new[] { listed, held, waiting }) (await database.StatusOf(lead)).ShouldBe("expired");
        (await database.Published<LeadEnded>(listed)).ShouldBe(new LeadEnded(listed, "expired", Forms.Now.AddDays(30)));
        (await database.StatusOf(soldOut)).ShouldBe("soldout");

        // A refund after that puts it back for sale, and the next sweep ends it.
        await StatusAfter(soldOut, sold: 1);
        using (database.At(Forms.Now.AddDays(30))) await database.Send(Actor.System, new ExpireLeads());
        (await database.StatusOf(soldOut)).ShouldBe("expired");
    }

    [Fact]
    public async Task Recent_leads_tell_what_was_asked_and_where_roughly_when_and_nothing_of_whom()
    {
        // Ahead of every other test's leads, so that these are the newest.
        var now = Forms.Now.AddYears(1);
        using (database.At(now.AddHours(-73))) await database.SubmitAndJudge(Forms.Somebody());
        using (database.At(now.AddHours(-30))) await database.SubmitAndJudge(Forms.Somebody());
        using (database.At(now.AddHours(-3))) await database.SubmitAndJudge(Forms.Somebody() with { Service = "heat-pump", Answers = null });
        using var today = database.At(now);
        await StatusAfter(await database.SubmitAndJudge(Forms.Somebody()), sold: 2);
        await database.SubmitReady(Forms.Somebody());

        var recent = (await database.Send(Actor.System, new GetRecentLeads())).Value;

        recent.ShouldBe(
            [
                new RecentLead("ev-charger", "Plateau Mont-Royal", "montreal", "hour"),
                new RecentLead("heat-pump", "Plateau Mont-Royal", "montreal", "day"),
                new RecentLead("ev-charger", "Plateau Mont-Royal", "montreal", "days"),
            ]);
        (await database.Send(Actor.Anonymous, new GetRecentLeads())).Value.ShouldBeEmpty();
    }

    private async Task<string> StatusAfter(LeadId lead, int sold)
    {
        (await database.Send(Actor.System, new RecordSales(lead, sold, Capacity: 2))).IsFailure.ShouldBeFalse();
        return await database.StatusOf(lead);
    }
}
