using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Reactions;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed partial class UnsubscribeTests(NotificationsDatabase database) : IAsyncLifetime
{
    public Task InitializeAsync() => database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("fr", "https://exemple.ca/fr/desabonnement/", "https://exemple.ca/fr/compte/avis")]
    [InlineData("en", "https://exemple.ca/en/unsubscribe/", "https://exemple.ca/en/account/alerts")]
    public async Task A_mail_that_was_chosen_says_how_to_stop_it_to_people_and_to_mail_programs(string locale, string page, string alerts)
    {
        database.Vendor.Accepts();
        await Matched(locale);
        (await database.Send(new SendDueMessages(Channel.Email), Actor.System)).IsFailure.ShouldBeFalse();

        var mail = await database.OnlyMessage();
        var link = page + KeyIn(mail.Text);
        mail.Text.ShouldContain(link + "\n");
        mail.Text.ShouldContain(alerts + "\n");
        mail.Html.ShouldContain($"href=\"{link}\"");
        database.Vendor.Received.ShouldHaveSingleItem().Body.ShouldContain($"\"List-Unsubscribe\":\"\\u003C{link}\\u003E\"");
    }

    [Fact]
    public async Task A_mail_that_nobody_can_do_without_has_no_such_link()
    {
        database.Vendor.Accepts();
        await database.Deliver(Samples.Upgrade("fr"), typeof(SendReceiptWhenLeadUpgraded));
        (await database.Send(new SendDueMessages(Channel.Email), Actor.System)).IsFailure.ShouldBeFalse();
        database.Vendor.Received.ShouldHaveSingleItem().Body.ShouldNotContain("List-Unsubscribe");
    }

    [Fact]
    public async Task The_link_stops_that_event_and_its_mails_alone_and_stays_the_same()
    {
        await database.Send(new SetPreferences(Samples.Contractor, [new("new-lead", "email"), new("new-lead", "text"), new("reminder", "email")]), Owner);
        await Matched("fr");
        var key = KeyIn((await Mails())[0]);

        (await database.Ask(new OpenUnsubscribeLink(key), Actor.System)).Value.ShouldBe(new UnsubscribeView("new-lead", On: true));
        await Matched("fr");
        (await Mails()).Select(KeyIn).ShouldBe([key, key]);

        for (var time = 0; time < 2; time++) (await database.Ask(new Unsubscribe(key), Actor.System)).Value.ShouldBe(new UnsubscribeView("new-lead", On: false));
        (await database.Ask(new OpenUnsubscribeLink(key), Actor.System)).Value.On.ShouldBeFalse();
        (await database.Ask(new GetPreferences(Samples.Contractor), Owner)).Value.Items.Where(item => item is { On: true, Fixed: false })
            .Select(item => (item.Event, item.Channel)).ShouldBe([("new-lead", "text"), ("reminder", "email")]);
        await Matched("fr");
        (await Mails()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_events_and_two_contractors_have_links_of_their_own()
    {
        await Matched("fr");
        await Matched("fr", ContractorId.From(Guid.NewGuid()));
        await database.Deliver(Samples.Reminder("fr"), typeof(RemindContractorWhenReminderDue));
        (await Mails()).Select(KeyIn).ShouldBeUnique();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("'; drop table notifications.preferences; --")]
    [InlineData("0\0")]
    public async Task A_key_that_was_never_given_stops_nothing(string? key)
    {
        await Matched("fr");
        (await database.Ask(new OpenUnsubscribeLink(key), Actor.System)).Error.Code.ShouldBe("notifications.unsubscribe-link-unknown");
        (await database.Ask(new Unsubscribe(key), Actor.System)).Error.Code.ShouldBe("notifications.unsubscribe-link-unknown");
        (await database.As("system", "select count(*) from notifications.preferences")).ShouldBe(0);
    }

    [Fact]
    public async Task Links_are_nobodys_to_read()
    {
        await Matched("fr");
        foreach (var actor in new[] { Owner, Actor.Staff, Actor.Anonymous }) (await database.As(actor, "select count(*) from notifications.unsubscribe_links")).ShouldBe(0);
    }

    private static Actor Owner => Actor.Contractor(Samples.Contractor);

    private Task Matched(string locale, ContractorId? contractor = null) => database.Deliver(
        Samples.Match(locale) with { Listing = ListingId.From(Guid.NewGuid()), Contractor = contractor ?? Samples.Contractor }, typeof(AlertContractorWhenLeadMatched));

    private Task<IReadOnlyList<string>> Mails() => database.Texts("channel = 'email'");

    private static string KeyIn(string mail) => Key().Match(mail).Groups["key"].Value;

    [GeneratedRegex(@"/(desabonnement|unsubscribe)/(?<key>[A-Za-z0-9_-]{22})\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
