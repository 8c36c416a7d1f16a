using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Application.Reactions;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;
using Npgsql;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class HomeownerMessagesTests(NotificationsDatabase database) : IAsyncLifetime
{
    private readonly LeadSubmitted _lead = Samples.Lead("fr");

    public Task InitializeAsync() => database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_key_is_gone_from_the_log_once_the_mail_is_out()
    {
        await Submitted(_lead);
        database.Vendor.Breaks(new HttpRequestException("down")).Accepts();
        await Run();
        (await database.OnlyMessage()).Text.ShouldContain(Samples.AccessKey);

        database.Clock.Move(TimeSpan.FromMinutes(1));
        await Run();

        // Both attempts carried it, and said the same to the byte.
        database.Vendor.Received.Count.ShouldBe(2);
        database.Vendor.Received.Distinct().ShouldHaveSingleItem().Body.ShouldContain(Samples.AccessKey);
        (await database.As("system", $"select count(*) from notifications.messages row where row::text like '%{Samples.AccessKey}%'")).ShouldBe(0);
        var message = await database.OnlyMessage();
        (message.State, message.Html, message.Text, message.About).ShouldBe(("sent", "", "", _lead.Lead.Value));
        message.Subject.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_homeowner_takes_away_what_was_written_to_them_oldest_first_and_nobody_elses()
    {
        var duplicate = Samples.Duplicate("en") with { First = _lead.Lead };
        await Submitted(_lead);
        await Submitted(Samples.Lead("en"));
        database.Clock.Move(TimeSpan.FromHours(1));
        await database.Deliver(duplicate, typeof(PointToFirstRequestWhenLeadDuplicate));
        await database.Deliver(Samples.Withdrawn("fr") with { Lead = _lead.Lead }, typeof(NotifyContractorWhenContactWithdrawn));

        foreach (var actor in new[] { Actor.Homeowner(_lead.Lead.Value), Actor.System, Actor.Staff })
        {
            var messages = (await database.Ask(new ListMessagesAbout(_lead.Lead), actor)).Value;
            messages.Select(message => (message.Kind, message.Recipient, message.State)).ShouldBe(
                [("lead-received", "marie@example.ca", "queued"), ("request-already-open", "marie@example.ca", "queued")]);
            messages[0].At.ShouldBe(Samples.Now);
            messages[0].Subject.ShouldStartWith("Nous avons bien reçu votre demande");
        }

        foreach (var actor in new[] { Actor.Homeowner(Guid.NewGuid()), Actor.Contractor(ContractorId.From(_lead.Lead.Value)), Actor.Anonymous })
            (await database.Ask(new ListMessagesAbout(_lead.Lead), actor)).Value.ShouldBeEmpty(actor.Kind);
    }

    [Fact]
    public async Task A_homeowner_reads_their_own_rows_even_without_a_where_and_changes_none()
    {
        await Submitted(_lead);
        await Submitted(Samples.Lead("en"));
        await database.Send(Samples.Confirmation("fr"), Actor.Anonymous);
        var homeowner = Actor.Homeowner(_lead.Lead.Value);
        (await database.As(homeowner, "select count(*) from notifications.messages")).ShouldBe(1);
        (await database.As(homeowner, "update notifications.messages set recipient = 'thief@example.ca'")).ShouldBe(0);
        (await database.As(homeowner, "delete from notifications.messages")).ShouldBe(0);
        (await Should.ThrowAsync<PostgresException>(() =>
            database.As(homeowner, $"insert into notifications.erased_leads values ('{_lead.Lead}', '2026-11-21')"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await database.As(new Actor("homeowner"), "select count(*) from notifications.messages")).ShouldBe(0);
    }

    [Fact]
    public async Task Each_buyer_hears_of_a_withdrawal_once()
    {
        var notices = Enumerable.Range(0, 20)
            .Select(buyer => Samples.Withdrawn(buyer % 2 == 0 ? "fr" : "en") with { Lead = _lead.Lead, Email = $"info@company{buyer}.example" })
            .ToList();
        foreach (var delivery in new[] { notices, [.. notices.Select(notice => notice with { Erased = true })] })
            await Task.WhenAll(delivery.Select(notice => database.Deliver(notice, typeof(NotifyContractorWhenContactWithdrawn))));
        (await database.Count()).ShouldBe(20);
        (await database.As("system", "select count(distinct recipient) from notifications.messages where about is null")).ShouldBe(20);
    }

    [Fact]
    public async Task Twenty_doubles_in_an_hour_make_one_mail_but_every_new_link_is_mailed()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            var at = Samples.Now + TimeSpan.FromSeconds(turn);
            await database.Deliver(Samples.Duplicate("fr") with { First = _lead.Lead, At = at }, typeof(PointToFirstRequestWhenLeadDuplicate));
        }

        (await database.Count()).ShouldBe(1);
        await database.Deliver(Samples.Duplicate("fr") with { First = _lead.Lead, At = Samples.Now.AddHours(1) }, typeof(PointToFirstRequestWhenLeadDuplicate));
        (await database.Count()).ShouldBe(2);

        var links = Enumerable.Range(0, 3).Select(second => Samples.NewLink("fr") with { Lead = _lead.Lead, At = Samples.Now.AddSeconds(second) });
        foreach (var link in links)
        {
            await database.Deliver(link, typeof(SendNewLinkWhenAccessLinkReplaced));
            await database.Deliver(link, typeof(SendNewLinkWhenAccessLinkReplaced));
        }

        (await database.Count()).ShouldBe(5);
    }

    private Task Submitted(LeadSubmitted lead) => database.Deliver(lead, typeof(ConfirmToHomeownerWhenLeadSubmitted));

    private async Task Run() => (await database.Send(new SendDueMessages(Channel.Email), Actor.System)).IsFailure.ShouldBeFalse();
}
