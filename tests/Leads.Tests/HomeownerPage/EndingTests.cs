using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;

namespace LeadMarket.Leads.Tests.HomeownerPage;

public sealed class EndingTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    [Fact]
    public async Task A_homeowner_closes_their_request_once_however_often_they_ask()
    {
        var lead = await Listed();

        await Do(lead, new CloseLead(lead));
        await Do(lead, new CloseLead(lead));

        (await View(lead)).Status.ShouldBe("closed");
        (await Database.Published<LeadEnded>(lead)).ShouldBe(new LeadEnded(lead, "closed", Forms.Now));
        (await Moves(lead)).ShouldBe("submitted verified listed closed/homeowner");
    }

    [Fact]
    public async Task A_request_that_has_ended_otherwise_cannot_be_closed()
    {
        var lead = await Listed();
        await Do(lead, new WithdrawLead(lead));

        (await Ask(lead, new CloseLead(lead))).Error.Code.ShouldBe("leads.illegal-move");
    }

    [Fact]
    public async Task A_withdrawal_ends_the_request_and_is_kept_as_proof()
    {
        var lead = await Listed();

        await Do(lead, new WithdrawLead(lead));
        using (Database.At(Forms.Now.AddHours(1))) await Do(lead, new WithdrawLead(lead));

        var view = await View(lead);
        (view.Status, view.Consents.Single().WithdrawnAt).ShouldBe(("withdrawn", Forms.Now));
        view.Contact.ShouldNotBeNull("it is not an erasure");
        (await CountEvents("leads.lead-ended.v1", lead)).ShouldBe(1);
    }

    [Fact]
    public async Task A_consent_can_be_taken_back_whatever_has_become_of_the_request()
    {
        var waiting = await Submitted();
        var closed = await Listed();
        await Do(closed, new CloseLead(closed));
        var form = Forms.Somebody();
        await Listed(form);
        var rejected = await Listed(form);

        foreach (var lead in new[] { waiting, closed, rejected })
        {
            await Do(lead, new WithdrawLead(lead));
            (await View(lead)).Status.ShouldBe("withdrawn");
        }
    }

    [Fact]
    public async Task Ten_withdrawals_at_once_are_one()
    {
        var lead = await Listed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Ask(lead, new WithdrawLead(lead)))));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        (await Moves(lead)).ShouldBe("submitted verified listed withdrawn/homeowner");
    }

    [Fact]
    public async Task Taking_the_contact_back_from_one_buyer_leaves_the_request_open()
    {
        var lead = await Listed();
        var unlock = UnlockId.New(Forms.Now);

        await Do(lead, new NoteBuyerWithdrawn(lead, unlock));
        await Do(lead, new NoteBuyerWithdrawn(lead, unlock));
        (await Database.Send(Actor.System, new NoteBuyerWithdrawn(lead, UnlockId.New(Forms.Now)))).IsFailure.ShouldBeFalse();

        var view = await View(lead);
        (view.Status, view.Consents.Single().WithdrawnAt).ShouldBe(("listed", null));
        (await Database.Truth<int>("select count(*)::int from leads.consent_withdrawals where lead_id = @lead and key = 'contact'", new { lead = lead.Value })).ShouldBe(2);
    }

    [Theory]
    [InlineData("marketing")]
    [InlineData("advertising")]
    public async Task Each_further_consent_is_taken_back_by_itself(string key)
    {
        var lead = await Listed(Consenting());

        await Do(lead, new WithdrawConsent(lead, key));
        using (Database.At(Forms.Now.AddHours(1))) await Do(lead, new WithdrawConsent(lead, key));

        var view = await View(lead);
        view.Status.ShouldBe("listed");
        view.Consents.Where(consent => consent.WithdrawnAt is not null).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            consent => consent.Key.ShouldBe(key), consent => consent.WithdrawnAt.ShouldBe(Forms.Now));
    }

    [Theory]
    [InlineData("contact")]
    [InlineData("marketing")]
    [InlineData("sms")]
    [InlineData("")]
    public async Task A_consent_that_was_not_given_or_is_taken_back_otherwise_is_unknown(string key)
    {
        var lead = await Listed();

        (await Ask(lead, new WithdrawConsent(lead, key))).Error.Code.ShouldBe("leads.consent-unknown");
    }

    private Task<string> Moves(LeadId lead) => Database.Truth<string>(
        "select string_agg(to_status || case when number > 3 then '/' || moved_by else '' end, ' ' order by number) from leads.lead_moves where lead_id = @lead",
        new { lead = lead.Value });
}
