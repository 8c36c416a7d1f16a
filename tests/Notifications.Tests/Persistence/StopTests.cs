using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Reactions;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Persistence;

/// <summary>STOP is replied to the carrier, and we hear of it by the refusal of the next text (21610).</summary>
[Collection(NotificationsDatabase.Name)]
public sealed class StopTests(NotificationsDatabase database) : IAsyncLifetime
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
    public async Task Whoever_replied_STOP_gets_no_more_texts_and_is_shown_since_when_until_they_want_them_again()
    {
        database.TextVendor.RefusesText(400, 21610);
        await Run();
        (await database.OnlyMessage()).State.ShouldBe("failed");
        var stopped = await Mine();
        stopped.TextsStoppedAt.ShouldBe(Samples.Now);
        stopped.Items.ShouldAllBe(item => item.Channel != "text" || !item.On);

        // Nothing more goes out, and what was queued by then changes nothing of since when.
        database.Clock.Move(TimeSpan.FromHours(1));
        await Another();
        (await database.Count()).ShouldBe(1);

        // Saving other wishes leaves it stopped.
        await Say(new PreferenceChoice("new-lead", "email"));
        (await Mine()).TextsStoppedAt.ShouldBe(Samples.Now);

        await Say(new PreferenceChoice("reminder", "text"), new PreferenceChoice("new-lead", "text"));
        var again = await Mine();
        again.TextsStoppedAt.ShouldBeNull();
        again.Items.Count(item => item is { Channel: "text", On: true }).ShouldBe(2);
        await Another();
        (await database.Count()).ShouldBe(2);
    }

    [Fact]
    public async Task Two_texts_that_are_refused_for_STOP_tell_of_the_first()
    {
        await Another();
        database.TextVendor.RefusesText(400, 21610).RefusesText(429, 20429);
        await Run();
        database.Clock.Move(TimeSpan.FromMinutes(5));
        database.TextVendor.RefusesText(400, 21610);
        await Run();
        (await database.As("system", "select count(*) from notifications.messages where state = 'failed'")).ShouldBe(2);
        (await Mine()).TextsStoppedAt.ShouldBe(Samples.Now);
    }

    private Task Another() =>
        database.Deliver(Samples.Match("fr") with { Listing = ListingId.From(Guid.NewGuid()) }, typeof(AlertContractorWhenLeadMatched));

    private async Task Say(params PreferenceChoice[] on) =>
        (await database.Send(new SetPreferences(Samples.Contractor, on), Contractor)).IsFailure.ShouldBeFalse();

    private async Task<PreferenceList> Mine() => (await database.Ask(new GetPreferences(Samples.Contractor), Contractor)).Value;

    private async Task Run() => (await database.Send(new SendDueMessages(Channel.Text), Actor.System)).IsFailure.ShouldBeFalse();
}
