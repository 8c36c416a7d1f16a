using LeadMarket.Infrastructure.Actors;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class SendingTests(NotificationsDatabase database) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await database.StartAfresh();
        await database.Send(Samples.Confirmation("fr"), Actor.Anonymous);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_queued_mail_is_sent_once_with_its_own_id_as_key()
    {
        database.Vendor.Accepts("re-1");
        await Run();
        await Run();
        var message = await database.OnlyMessage();
        (message.State, message.ProviderId, message.Attempts).ShouldBe(("sent", "re-1", 1));
        database.Vendor.Received.ShouldHaveSingleItem().Key.ShouldBe(message.Id.ToString());
    }

    [Fact]
    public async Task After_a_crash_between_the_call_and_its_answer_the_same_request_goes_out_when_the_lease_ends()
    {
        // The vendor took the mail and the process died before it could write that down.
        var claim = await database.Ask(new ClaimDueMessage(Channel.Email), Actor.System);
        claim.Value.Message.ShouldNotBeNull();
        (await database.OnlyMessage()).State.ShouldBe("submitting");

        database.Vendor.Accepts("re-1").Accepts("re-1");
        await Run();
        database.Vendor.Received.ShouldBeEmpty();

        database.Clock.Move(SendingPace.Lease);
        await Run();
        var message = await database.OnlyMessage();
        (message.State, message.Attempts).ShouldBe(("sent", 2));
        database.Vendor.Received.ShouldHaveSingleItem().Key.ShouldBe(claim.Value.Message.Key.ToString());
    }

    [Fact]
    public async Task An_outage_changes_no_byte_of_the_request()
    {
        database.Vendor.Breaks(new HttpRequestException("down")).Refuses(500, "application_error").Refuses(409, "concurrent_idempotent_requests").Accepts();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await Run();
            database.Clock.Move(TimeSpan.FromHours(1));
        }

        (await database.OnlyMessage()).State.ShouldBe("sent");
        database.Vendor.Received.Count.ShouldBe(4);
        database.Vendor.Received.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_fails_the_mail_and_the_next_one_goes_out()
    {
        await database.Send(Samples.Exists("fr"), Actor.Anonymous);
        database.Vendor.Refuses(422, "invalid_to_address").Accepts();
        await Run();
        (await database.As("system", "select count(*) from notifications.messages where state = 'failed' and error = '422 invalid_to_address'")).ShouldBe(1);
        (await database.As("system", "select count(*) from notifications.messages where state = 'sent'")).ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_quota_holds_all_mail_and_loses_none()
    {
        await database.Send(Samples.Exists("fr"), Actor.Anonymous);
        database.Vendor.Refuses(429, "daily_quota_exceeded");
        await Run();
        database.Clock.Move(TimeSpan.FromMinutes(59));
        await Run();
        database.Vendor.Received.Count.ShouldBe(1);

        database.Vendor.Accepts("re-1").Accepts("re-2");
        database.Clock.Move(TimeSpan.FromMinutes(1));
        await Run();
        (await database.As("system", "select count(*) from notifications.messages where state = 'sent'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_day_of_silence_leaves_the_mail_to_a_person()
    {
        database.Vendor.Breaks(new TaskCanceledException("slow"));
        await Run();
        database.Clock.Move(TimeSpan.FromDays(1));
        await Run();
        (await database.OnlyMessage()).State.ShouldBe("unknown");
        database.Vendor.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_workers_never_take_the_same_mail()
    {
        await database.Send(Samples.Exists("fr"), Actor.Anonymous);
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => database.Ask(new ClaimDueMessage(Channel.Email), Actor.System)));
        var taken = claims.Select(claim => claim.Value.Message).OfType<LeadMarket.Notifications.Application.OutgoingMessage>().Select(mail => mail.Key).ToList();
        taken.Count.ShouldBe(2);
        taken.Distinct().Count().ShouldBe(2);
    }

    private async Task Run() => (await database.Send(new SendDueMessages(Channel.Email), Actor.System)).IsFailure.ShouldBeFalse();
}
