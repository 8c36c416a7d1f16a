using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Contracts;
using Npgsql;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class PreferencesTests(NotificationsDatabase database) : IAsyncLifetime
{
    private static readonly Actor Contractor = Actor.Contractor(Samples.Contractor);

    public Task InitializeAsync() => database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_contractor_who_has_said_nothing_gets_mail_of_everything_and_no_text()
    {
        var list = await Mine();
        list.TextsStoppedAt.ShouldBeNull();
        list.Items.Select(item => (item.Event, item.Channel, item.On, item.Default, item.Fixed)).ShouldBe(
        [
            ("new-lead", "email", true, true, false),
            ("new-lead", "text", false, false, false),
            ("reminder", "email", true, true, false),
            ("reminder", "text", false, false, false),
            ("return-decided", "email", true, true, false),
            ("return-decided", "text", false, false, false),
            ("contact-withdrawn", "email", true, true, true),
            ("receipt", "email", true, true, true),
            ("plan", "email", true, true, true),
        ]);
    }

    [Fact]
    public async Task What_is_not_named_becomes_off_unless_it_is_fixed_and_saying_it_again_changes_nothing()
    {
        for (var turn = 0; turn < 2; turn++)
        {
            (await Say(("reminder", "text"), ("receipt", "email"))).IsFailure.ShouldBeFalse();
            (await On()).ShouldBe(["reminder/text", "contact-withdrawn/email", "receipt/email", "plan/email"]);
        }

        (await Say()).IsFailure.ShouldBeFalse();
        (await On()).ShouldBe(["contact-withdrawn/email", "receipt/email", "plan/email"]);
        (await Say(("new-lead", "email"))).IsFailure.ShouldBeFalse();
        (await On()).ShouldContain("new-lead/email");
    }

    [Theory]
    [InlineData("new-lead", "fax")]
    [InlineData("receipt", "text")]
    [InlineData("weather", "email")]
    [InlineData(null, null)]
    public async Task What_is_not_offered_is_refused_and_nothing_is_changed(string? @event, string? channel)
    {
        var refused = await Say(("reminder", "text"), (@event!, channel!));
        refused.Error.Code.ShouldBe("validation.failed");
        refused.Error.Fields.ShouldHaveSingleItem().Code.ShouldBe("notifications.preference-unknown");
        (await database.As("system", "select count(*) from notifications.preferences")).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_at_all_is_refused_too()
    {
        var refused = await database.Send(new SetPreferences(Samples.Contractor, null!), Contractor);
        refused.Error.Fields.ShouldHaveSingleItem().Code.ShouldBe("notifications.preference-unknown");
    }

    [Fact]
    public async Task Twenty_saves_at_once_leave_what_one_of_them_said()
    {
        var saves = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => turn % 2 == 0 ? Say(("new-lead", "text")) : Say(("new-lead", "email"))));
        saves.ShouldAllBe(save => !save.IsFailure);
        var on = await On();
        (on.Contains("new-lead/text") ^ on.Contains("new-lead/email")).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_reads_or_writes_what_another_contractor_wants()
    {
        await Say(("new-lead", "text"));
        await database.AsSuperuser($"insert into notifications.text_stops values ('{Samples.Contractor}', '2026-11-21')");
        var another = Actor.Contractor(ContractorId.From(Guid.NewGuid()));

        foreach (var (actor, rows, stops) in new[] { (Contractor, 6, 1), (Actor.System, 6, 1), (Actor.Staff, 6, 1), (another, 0, 0), (Actor.Anonymous, 0, 0), (Actor.Homeowner(Samples.Contractor.Value), 0, 0) })
        {
            (await database.As(actor, "select count(*) from notifications.preferences")).ShouldBe(rows, actor.Kind);
            (await database.As(actor, "select count(*) from notifications.text_stops")).ShouldBe(stops, actor.Kind);
        }

        foreach (var actor in new[] { another, Actor.Staff, Actor.Anonymous, Actor.Homeowner(Samples.Contractor.Value) })
        {
            (await database.As(actor, "update notifications.preferences set is_on = true")).ShouldBe(0, actor.Kind);
            (await database.As(actor, "delete from notifications.preferences")).ShouldBe(0, actor.Kind);
            (await database.As(actor, "delete from notifications.text_stops")).ShouldBe(0, actor.Kind);
            (await Should.ThrowAsync<PostgresException>(() => database.Send(new SetPreferences(Samples.Contractor, []), actor)))
                .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, actor.Kind);
        }

        // Only a refusal by the vendor says that a telephone takes no texts.
        (await Should.ThrowAsync<PostgresException>(() =>
            database.As(another, $"insert into notifications.text_stops values ('{another.Id}', '2026-11-21')"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        (await database.Ask(new GetPreferences(Samples.Contractor), another)).Value.Items.First(item => item.Channel is "text").On.ShouldBeFalse();
    }

    private Task<Result> Say(params (string Event, string Channel)[] on) =>
        database.Send(new SetPreferences(Samples.Contractor, [.. on.Select(choice => new PreferenceChoice(choice.Event, choice.Channel))]), Contractor);

    private async Task<PreferenceList> Mine() => (await database.Ask(new GetPreferences(Samples.Contractor), Contractor)).Value;

    private async Task<List<string>> On() => [.. (await Mine()).Items.Where(item => item.On).Select(item => $"{item.Event}/{item.Channel}")];
}
