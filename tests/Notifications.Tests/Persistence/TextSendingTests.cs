using System.Net;
using System.Text.Json;
using System.Web;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Reactions;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class TextSendingTests(NotificationsDatabase database) : IAsyncLifetime
{
    private static readonly Actor Contractor = Actor.Contractor(Samples.Contractor);

    public async Task InitializeAsync()
    {
        await database.StartAfresh();
        await Say(new PreferenceChoice("new-lead", "text"));
        await database.Deliver(Samples.Match("fr"), typeof(AlertContractorWhenLeadMatched));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_queued_text_is_sent_once_and_never_to_the_mail_vendor()
    {
        database.TextVendor.TakesText("SM1");
        await Run(Channel.Email);
        await Run();
        await Run();
        var text = await database.OnlyMessage();
        (text.State, text.ProviderId, text.Attempts).ShouldBe(("sent", "SM1", 1));
        database.Vendor.Received.ShouldBeEmpty();
        Form(database.TextVendor.Received.ShouldHaveSingleItem().Body)["To"].ShouldBe("+15145550123");
    }

    [Fact]
    public async Task After_a_crash_between_the_call_and_its_answer_the_text_is_found_at_Twilio_and_not_sent_twice()
    {
        // Twilio took the text and the process died before it could write that down.
        var claim = await database.Ask(new ClaimDueMessage(Channel.Text), Actor.System);
        var body = claim.Value.Message.ShouldNotBeNull().Content.Text;

        database.TextVendor.Answers(HttpStatusCode.OK, List(body));
        await Run();
        database.TextVendor.Received.ShouldBeEmpty();

        database.Clock.Move(SendingPace.Lease);
        await Run();
        (await database.OnlyMessage()).ProviderId.ShouldBe("SM7");
        database.TextVendor.Received.ShouldHaveSingleItem().Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_that_was_lost_on_the_way_is_sent_once_Twilio_says_that_it_has_none()
    {
        database.TextVendor.Breaks(new TaskCanceledException("slow"));
        await Run();
        await Run();
        database.TextVendor.Received.Count.ShouldBe(1);

        database.TextVendor.RefusesText(503, 20503).Answers(HttpStatusCode.OK, """{"messages":[]}""").TakesText("SM2");
        for (var turn = 0; turn < 2; turn++)
        {
            database.Clock.Move(TimeSpan.FromMinutes(2));
            await Run();
        }

        (await database.OnlyMessage()).ProviderId.ShouldBe("SM2");
        database.TextVendor.Received.Count(request => request.Body.Length > 0).ShouldBe(2);
        database.TextVendor.Received.Where(request => request.Body.Length > 0).Select(request => request.Body).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_text_in_doubt_for_too_long_is_left_to_a_person()
    {
        database.TextVendor.Breaks(new TaskCanceledException("slow"));
        await Run();
        database.Clock.Move(SendingPace.TextsAreNews);
        await Run();
        (await database.OnlyMessage()).State.ShouldBe("unknown");
        database.TextVendor.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_takes_none_fails_that_text_alone()
    {
        await Another();
        database.TextVendor.RefusesText(400, 21614).TakesText();
        await Run();
        (await database.As("system", "select count(*) from notifications.messages where state = 'failed' and error = '400 21614'")).ShouldBe(1);
        (await database.As("system", "select count(*) from notifications.messages where state = 'sent'")).ShouldBe(1);
        (await database.As("system", "select count(*) from notifications.text_stops")).ShouldBe(0);
    }

    [Fact]
    public async Task Texts_that_are_held_back_hold_no_mail_back_nor_mail_texts()
    {
        await database.Send(Samples.Confirmation("fr"), Actor.Anonymous);
        database.TextVendor.RefusesText(401, 20003);
        await Run();
        await Run();
        database.TextVendor.Received.Count.ShouldBe(1);

        database.Vendor.Refuses(429, "daily_quota_exceeded");
        await Run(Channel.Email);
        database.Vendor.Received.Count.ShouldBe(1);

        database.TextVendor.TakesText();
        database.Clock.Move(TimeSpan.FromMinutes(5));
        await Run();
        (await database.As("system", "select count(*) from notifications.messages where channel = 'text' and state = 'sent'")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_workers_never_take_the_same_text()
    {
        await Another();
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => database.Ask(new ClaimDueMessage(Channel.Text), Actor.System)));
        var taken = claims.Select(claim => claim.Value.Message).OfType<LeadMarket.Notifications.Application.OutgoingMessage>().Select(text => text.Key).ToList();
        taken.Count.ShouldBe(2);
        taken.Distinct().Count().ShouldBe(2);
    }

    private Task Another() =>
        database.Deliver(Samples.Match("fr") with { Listing = ListingId.From(Guid.NewGuid()) }, typeof(AlertContractorWhenLeadMatched));

    private async Task Say(params PreferenceChoice[] on) =>
        (await database.Send(new SetPreferences(Samples.Contractor, on), Contractor)).IsFailure.ShouldBeFalse();

    private static System.Collections.Specialized.NameValueCollection Form(string body) => HttpUtility.ParseQueryString(body);

    private static string List(string body) => JsonSerializer.Serialize(
        new { messages = new[] { new { sid = "SM7", body, date_created = "Sat, 21 Nov 2026 01:46:00 +0000" } } });

    private async Task Run(Channel channel = Channel.Text) => (await database.Send(new SendDueMessages(channel), Actor.System)).IsFailure.ShouldBeFalse();
}
