using LeadMarket.Infrastructure.Actors;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Application.Reactions;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class ErasureTests(NotificationsDatabase database) : IAsyncLifetime
{
    private readonly LeadSubmitted _lead = Samples.Lead("fr");

    public Task InitializeAsync() => database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Erasure_takes_every_mail_to_that_homeowner_and_no_other()
    {
        // Three of theirs: sent, refused and waiting. Three that stay: two of other people's, and the contractor's notice.
        await Submitted(_lead);
        database.Vendor.Accepts().Refuses(422, "invalid_to_address");
        await Run();
        await database.Deliver(Samples.NewLink("fr") with { Lead = _lead.Lead }, typeof(SendNewLinkWhenAccessLinkReplaced));
        await Run();
        await database.Deliver(Samples.Duplicate("fr") with { First = _lead.Lead }, typeof(PointToFirstRequestWhenLeadDuplicate));
        await Submitted(Samples.Lead("en"));
        await database.Deliver(Samples.Duplicate("fr") with { Lead = _lead.Lead }, typeof(PointToFirstRequestWhenLeadDuplicate));
        await database.Deliver(Samples.Withdrawn("fr") with { Lead = _lead.Lead }, typeof(NotifyContractorWhenContactWithdrawn));
        (await database.Count()).ShouldBe(6);

        await Erased();
        await Erased();
        (await database.Count()).ShouldBe(3);
        (await database.As("system", $"select count(*) from notifications.messages where about = '{_lead.Lead}'")).ShouldBe(0);
        (await database.As("system", "select count(*) from notifications.messages where kind = 'contact-withdrawn'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_that_waits_is_not_sent_any_more_after_erasure()
    {
        await Submitted(_lead);
        await Erased();
        await Run();
        database.Vendor.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_comes_after_the_erasure_writes_to_nobody()
    {
        await Erased();
        await Submitted(_lead);
        await database.Deliver(Samples.NewLink("fr") with { Lead = _lead.Lead }, typeof(SendNewLinkWhenAccessLinkReplaced));
        (await database.Count()).ShouldBe(0);
    }

    [Fact]
    public async Task Mail_queued_at_the_instant_of_the_erasure_is_never_left_behind()
    {
        for (var round = 0; round < 10; round++)
        {
            var lead = Samples.Lead("fr");
            await Task.WhenAll(
                Submitted(lead),
                database.Deliver(new LeadErased(lead.Lead, Samples.Now), typeof(ForgetHomeownerWhenLeadErased)),
                database.Deliver(Samples.NewLink("fr") with { Lead = lead.Lead }, typeof(SendNewLinkWhenAccessLinkReplaced)));
        }

        (await database.Count()).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_erased_while_the_vendor_had_it_is_not_brought_back_by_the_answer(bool taken)
    {
        await Submitted(_lead);
        var mail = (await database.Ask(new ClaimDueMessage(Channel.Email), Actor.System)).Value.Message.ShouldNotBeNull();
        await Erased();

        SubmissionAnswer answer = taken ? new SubmissionAnswer.Accepted("re-1") : new SubmissionAnswer.Uncertain("timeout");
        (await database.Send(new RecordAnswer(Channel.Email, mail.Key, mail.Attempt, answer), Actor.System)).IsFailure.ShouldBeFalse();
        database.Clock.Move(TimeSpan.FromHours(2));
        await Run();
        (await database.Count()).ShouldBe(0);
        database.Vendor.Received.ShouldBeEmpty();
    }

    private Task Submitted(LeadSubmitted lead) => database.Deliver(lead, typeof(ConfirmToHomeownerWhenLeadSubmitted));

    private Task Erased() => database.Deliver(new LeadErased(_lead.Lead, Samples.Now), typeof(ForgetHomeownerWhenLeadErased));

    private async Task Run() => (await database.Send(new SendDueMessages(Channel.Email), Actor.System)).IsFailure.ShouldBeFalse();
}
