using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>No contractor pays twice for the same person.</summary>
[Collection(OnPostgres.Name)]
public sealed class SamePersonTests(LeadsDatabase database)
{
    [Fact]
    public async Task The_same_person_again_within_the_window_is_refused_and_the_owner_of_the_first_is_told()
    {
        var form = Forms.Somebody() with { Name = "First" };
        var first = await database.SubmitAndJudge(form);

        var second = await database.SubmitAndJudge(form with { Name = "Second", Email = "else" + form.Email });

        (await database.StatusOf(second)).ShouldBe("rejected");
        (await database.Truth<Guid>("select duplicate_of from leads.leads where id = @lead", new { lead = second.Value })).ShouldBe(first.Value);
        var told = await database.Published<LeadDuplicate>(second);
        told.ShouldBe(new LeadDuplicate(second, first, "ev-charger", "Plateau Mont-Royal", "First", form.Email!, "fr", told.AccessKey, Forms.Now));
        (await database.Truth<Guid>("select lead_id from leads.access_links where key_hash = @hash", new { hash = AccessLink.HashOf(told.AccessKey) })).ShouldBe(first.Value);
        (await database.Published<LeadEnded>(second)).Status.ShouldBe("rejected");
    }

    [Theory]
    [InlineData("phone typed otherwise")]
    [InlineData("mailbox spelled otherwise")]
    public async Task Either_field_tells_the_same_person(string how)
    {
        var (form, other) = (Forms.Somebody(), Forms.Somebody());
        await database.SubmitAndJudge(form);
        var again = how == "phone typed otherwise"
            ? other with { Phone = "+1 " + form.Phone!.Replace('-', '.') }
            : other with { Email = form.Email!.Replace("@", "+again@").ToUpperInvariant() };

        (await database.StatusOf(await database.SubmitAndJudge(again))).ShouldBe("rejected");
        (await database.StatusOf(await database.SubmitAndJudge(other))).ShouldBe("listed", "what a refused request claimed is free again");
    }

    [Fact]
    public async Task Only_the_same_telephone_lets_the_page_say_that_there_is_a_request_already()
    {
        var (form, stranger) = (Forms.Somebody(), Forms.Somebody());
        await database.SubmitAndJudge(form);

        var ownPhone = await database.SubmitAndJudge(form with { Email = stranger.Email });
        var addressAlone = await database.SubmitAndJudge(stranger with { Email = form.Email });

        (await View(ownPhone)).ShouldSatisfyAllConditions(view => view.IsDuplicate.ShouldBeTrue(), view => view.HasSamePhone.ShouldBeTrue());
        (await View(addressAlone)).ShouldSatisfyAllConditions(view => view.IsDuplicate.ShouldBeTrue(), view => view.HasSamePhone.ShouldBeFalse());

        async Task<RequestView> View(LeadId lead) => (await database.Send(Actor.Homeowner(lead.Value), new GetRequest(lead))).Value;
    }

    [Theory]
    [InlineData(0, "listed")]
    [InlineData(1, "rejected")]
    public async Task A_closed_request_stands_in_the_way_of_the_next_only_when_somebody_has_paid_for_it(int sold, string next)
    {
        var form = Forms.Somebody();
        var first = await database.SubmitAndJudge(form);
        (await database.Send(Actor.System, new RecordSales(first, sold, Capacity: 2))).IsFailure.ShouldBeFalse();
        (await database.Send(Actor.Homeowner(first.Value), new CloseLead(first))).IsFailure.ShouldBeFalse();

        (await database.StatusOf(await database.SubmitAndJudge(form))).ShouldBe(next);
    }

    [Fact]
    public async Task Another_service_is_another_request_unless_the_market_says_otherwise()
    {
        var form = Forms.Somebody();
        await database.SubmitAndJudge(form);
        var heatPump = form with { Service = "heat-pump", Answers = null };
        (await database.StatusOf(await database.SubmitAndJudge(heatPump))).ShouldBe("listed");

        var market = TestMarket.Create();
        await using var strict = database.OpenHost(market with { Intake = market.Intake with { Duplicates = market.Intake.Duplicates with { WithinService = false } } });
        var person = Forms.Somebody();
        var (first, second) = (await database.SubmitReady(person), await database.SubmitReady(person with { Service = "heat-pump", Answers = null }));
        await strict.Deliver(new LeadReady(first, Forms.Now));
        await strict.Deliver(new LeadReady(second, Forms.Now));
        (await database.StatusOf(second)).ShouldBe("rejected");
    }

    [Fact]
    public async Task After_the_window_the_same_person_is_listed_again()
    {
        var form = Forms.Somebody();
        await database.SubmitAndJudge(form);
        using (database.At(Forms.Now.AddDays(30).AddSeconds(-1)))
            (await database.StatusOf(await database.SubmitAndJudge(form))).ShouldBe("rejected");

        using (database.At(Forms.Now.AddDays(30)))
        {
            (await database.StatusOf(await database.SubmitAndJudge(form))).ShouldBe("listed");
            (await database.StatusOf(await database.SubmitAndJudge(form))).ShouldBe("rejected", "the window begins anew");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Twenty_requests_of_one_person_at_the_same_instant_list_once(int round)
    {
        var (form, other) = (Forms.Somebody(), Forms.Somebody());
        var forms = Enumerable.Range(0, 20).Select(i => (i % 4) switch
        {
            0 => form,
            1 => form with { Email = form.Email!.ToUpperInvariant() },
            2 => form with { Phone = $"1 {form.Phone}", Email = form.Email!.Replace("@", "+2@") },
            _ => form,
        });
        var ready = new List<LeadId>();
        foreach (var one in forms) ready.Add(await database.SubmitReady(one));
        // Another person's request in between is nobody's duplicate.
        var stranger = await database.SubmitReady(other);
        await using var secondHost = database.OpenHost();

        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deliveries = ready.Append(stranger).Select((lead, i) => Task.Run(async () =>
        {
            await start.Task;
            // Two hosts of twelve connections each, so that all twenty are open at once.
            if (i % 2 == 0) await database.Deliver(new LeadReady(lead, Forms.Now));
            else await secondHost.Deliver(new LeadReady(lead, Forms.Now));
        })).ToList();
        start.SetResult();
        await Task.WhenAll(deliveries);

        var statuses = new List<string>();
        foreach (var lead in ready) statuses.Add(await database.StatusOf(lead));
        statuses.Count(status => status == "listed").ShouldBe(1, $"round {round}");
        statuses.Count(status => status == "rejected").ShouldBe(19, $"round {round}");
        (await database.StatusOf(stranger)).ShouldBe("listed");
        var listed = ready[statuses.IndexOf("listed")];
        (await database.Truth<int>("select count(*)::int from leads.leads where duplicate_of = @listed", new { listed = listed.Value })).ShouldBe(19);
        (await database.Truth<int>("select count(*)::int from leads.identities where lead_id = @listed", new { listed = listed.Value })).ShouldBe(2);
    }

    [Fact]
    public async Task Two_people_who_share_a_telephone_one_way_and_an_address_the_other_never_wait_for_each_other()
    {
        for (var round = 0; round < 10; round++)
        {
            var (anna, ben) = (Forms.Somebody(), Forms.Somebody());
            var ready = new List<LeadId>();
            foreach (var form in new[] { anna, ben, anna with { Email = ben.Email }, ben with { Email = anna.Email } }) ready.Add(await database.SubmitReady(form));

            await Task.WhenAll(ready.Select(lead => Task.Run(() => database.Deliver(new LeadReady(lead, Forms.Now)))));

            // Whoever came first, no telephone and no address is listed twice.
            (await database.Truth<int>(
                """
                select coalesce(max(times), 0)::int from (
                    select count(*) as times from leads.contacts contact join leads.leads lead on lead.id = contact.lead_id,
                        lateral (values (contact.phone), (contact.email)) field (value)
                    where lead.id = any(@ready) and lead.status = 'listed' group by field.value) listed
                """,
                new { ready = ready.Select(lead => lead.Value).ToArray() })).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_person_whose_first_request_was_refused_by_staff_may_try_again()
    {
        var form = Forms.Somebody();
        var first = await database.SubmitAndJudge(form, Forms.FreshOrigin() with { TrapSprung = true });
        await database.Send(Actor.Staff, new ReviewLead(first, Approve: false));

        (await database.StatusOf(await database.SubmitAndJudge(form))).ShouldBe("listed");
    }
}
