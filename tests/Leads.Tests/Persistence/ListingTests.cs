using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>From ready to listed, held or refused.</summary>
[Collection(OnPostgres.Name)]
public sealed class ListingTests(LeadsDatabase database)
{
    [Fact]
    public async Task A_good_lead_is_judged_and_listed_for_as_long_as_the_market_says()
    {
        var lead = await database.SubmitAndJudge(Forms.Somebody());

        (await Row(lead)).ShouldBe("listed|100|f");
        (await database.Truth<string>("select string_agg(concat_ws('>', from_status, to_status, moved_by), ' ' order by number) from leads.lead_moves where lead_id = @lead", new { lead = lead.Value }))
            .ShouldBe("submitted>anonymous submitted>verified>staff verified>listed>system");
        (await database.Truth<double>("select extract(day from expires_at - listed_at)::float8 from leads.leads where id = @lead", new { lead = lead.Value })).ShouldBe(30);
    }

    [Fact]
    public async Task The_market_hears_of_a_lead_without_hearing_of_its_homeowner()
    {
        var lead = await database.SubmitAndJudge(Forms.Somebody() with { Name = "Zénaïde Quidam" });

        var listed = await database.Published<LeadListed>(lead);

        listed.ShouldBe(new LeadListed(
            lead, "ev-charger", "montreal", "Plateau Mont-Royal", "H2X", "under-5000", "now", listed.Answers, 2, "fr", Forms.Now));
        listed.Answers["garage-width"].ShouldBe(["12"]);
        var payload = await database.Truth<string>("select payload::text from leads.outbox_messages where name = 'leads.lead-listed.v1' and payload ->> 'lead' = @lead", new { lead = lead.ToString() });
        foreach (var personal in new[] { "Zénaïde", "Quidam", "somebody", "@", "+1514", "Saint-Denis", "1Y4", "2001:db8" })
            payload.ShouldNotContain(personal, Case.Insensitive);
    }

    [Fact]
    public async Task The_same_delivery_twice_and_a_second_event_list_once()
    {
        var lead = await database.SubmitReady(Forms.Somebody());
        var (ready, id) = (new LeadReady(lead, Forms.Now), Guid.NewGuid());

        await database.Deliver(ready, id);
        await database.Deliver(ready, id);
        await database.Deliver(ready);

        (await Row(lead)).ShouldBe("listed|100|f");
        (await Count("lead_moves", lead)).ShouldBe(3);
    }

    [Fact]
    public async Task A_lead_of_which_there_is_nothing_left_is_passed_over()
    {
        await database.Deliver(new LeadReady(LeadId.New(Forms.Now), Forms.Now));

        var rejected = await database.SubmitAndJudge(Forms.Somebody(), Trap());
        await database.Send(Actor.Staff, new ReviewLead(rejected, Approve: false));
        await database.Deliver(new LeadReady(rejected, Forms.Now));

        (await database.StatusOf(rejected)).ShouldBe("rejected");
    }

    [Fact]
    public async Task A_bad_lead_waits_for_staff_and_is_not_lost()
    {
        var lead = await database.SubmitAndJudge(Forms.Somebody(), Trap());

        (await Row(lead)).ShouldBe("verified|40|t");
        (await Count("identities", lead)).ShouldBe(0, "a lead that may never be listed stands in nobody's way");
        var held = (await database.Send(Actor.Staff, new ListForReview("held"))).Value.Single(row => row.Id == lead);
        (held.Score, held.PhoneVerified, held.Held).ShouldBe((40, true, true));
        held.Reasons.ShouldBe(["quality.trap"]);
        held.Contact!.Name.ShouldBe("Amélie O'Brien");
    }

    [Fact]
    public async Task Staff_list_a_held_lead_or_refuse_it_once()
    {
        // Later than every other test's leads, so that the newest two hundred hold these.
        var now = Forms.Now.AddDays(200);
        using var later = database.At(now);
        var good = await database.SubmitAndJudge(Forms.Somebody(), Trap());
        var bad = await database.SubmitAndJudge(Forms.Somebody(), Trap());

        (await database.Send(Actor.Staff, new ReviewLead(good, Approve: true))).IsFailure.ShouldBeFalse();
        (await database.Send(Actor.Staff, new ReviewLead(bad, Approve: false))).IsFailure.ShouldBeFalse();

        (await Row(good)).ShouldBe("listed|40|f");
        (await database.Published<LeadListed>(good)).Lead.ShouldBe(good);
        (await Row(bad)).ShouldBe("rejected|40|f");
        (await database.Published<LeadEnded>(bad)).ShouldBe(new LeadEnded(bad, "rejected", now));
        (await database.Send(Actor.Staff, new ReviewLead(bad, Approve: true))).Error.Code.ShouldBe("leads.not-held");
        (await database.Send(Actor.Staff, new ReviewLead(LeadId.New(Forms.Now), Approve: true))).Error.Code.ShouldBe("leads.lead-not-found");
        (await database.Send(Actor.Staff, new ListForReview("rejected"))).Value.ShouldContain(row => row.Id == bad);
        (await database.Send(Actor.Staff, new ListForReview("all"))).Value.ShouldContain(row => row.Id == good);
    }

    [Fact]
    public async Task A_held_duplicate_is_refused_whatever_staff_say()
    {
        var form = Forms.Somebody();
        var held = await database.SubmitAndJudge(form, Trap());
        var first = await database.SubmitAndJudge(form);

        (await database.Send(Actor.Staff, new ReviewLead(held, Approve: true))).IsFailure.ShouldBeFalse();

        (await database.StatusOf(held)).ShouldBe("rejected");
        (await database.Published<LeadDuplicate>(held)).First.ShouldBe(first);
    }

    [Fact]
    public async Task Many_requests_from_one_address_within_a_day_lower_the_score_and_yesterdays_do_not()
    {
        var origin = Forms.FreshOrigin();
        using (database.At(Forms.Now.AddDays(-2)))
        {
            for (var i = 0; i < 6; i++) await database.SubmitReady(Forms.Somebody(), origin);
        }

        var scores = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            var lead = await database.SubmitAndJudge(Forms.Somebody(), origin);
            scores.Add(await database.Truth<int>("select score from leads.leads where id = @lead", new { lead = lead.Value }));
        }

        scores.ShouldBe([100, 100, 100, 100, 100, 80]);
    }

    [Fact]
    public async Task An_operator_vouches_once_for_a_telephone()
    {
        var lead = await database.SubmitReady(Forms.Somebody());

        (await database.Published<LeadReady>(lead)).At.ShouldBe(Forms.Now);
        (await database.Send(Actor.Staff, new VouchForPhone(lead))).Error.Code.ShouldBe("leads.illegal-move");
        (await database.Send(Actor.Staff, new VouchForPhone(LeadId.New(Forms.Now)))).Error.Code.ShouldBe("leads.lead-not-found");
    }

    private static FormOrigin Trap() => Forms.FreshOrigin() with { TrapSprung = true };

    private Task<string> Row(LeadId lead) => database.Truth<string>("select concat_ws('|', status, score, held) from leads.leads where id = @lead", new { lead = lead.Value });

    private Task<int> Count(string table, LeadId lead) => database.Truth<int>($"select count(*)::int from leads.{table} where lead_id = @lead", new { lead = lead.Value });
}
