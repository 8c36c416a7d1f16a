using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Reactions;
using Npgsql;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class SendLogTests(NotificationsDatabase database) : IAsyncLifetime
{
    private static readonly Actor Contractor = Actor.Contractor(ContractorId.From(Guid.Parse("019aa3b4-0000-7000-8000-000000000009")));

    public Task InitializeAsync() => database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Twenty_requests_for_the_confirmation_in_one_minute_make_one_mail()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn =>
            database.Send(Samples.Confirmation("fr"), turn % 2 == 0 ? Actor.Anonymous : Contractor)));
        answers.ShouldAllBe(answer => !answer.IsFailure);
        (await database.OnlyMessage()).DedupeKey.ShouldBe("confirm-email:019aa3b4-0000-7000-8000-000000000009:202611210146");
    }

    [Fact]
    public async Task The_next_minute_sends_another_confirmation_but_the_known_account_is_told_once_an_hour()
    {
        for (var minute = 0; minute < 2; minute++)
        {
            await database.Send(Samples.Confirmation("fr"), Actor.Anonymous);
            await database.Send(Samples.Exists("en"), Actor.Anonymous);
            database.Clock.Move(TimeSpan.FromMinutes(1));
        }

        (await database.Count()).ShouldBe(3);
    }

    [Fact]
    public async Task A_link_that_is_no_web_address_and_a_language_not_offered_are_refused()
    {
        var refused = await database.Send(Samples.Confirmation("de") with { Link = new Uri("javascript:alert(1)"), Email = "a\r\nb@c" }, Actor.Anonymous);
        refused.Error.Fields.Select(field => field.Code).ShouldBe(
            ["notifications.email-invalid", "notifications.locale-unknown", "notifications.link-invalid"]);
        (await database.Count()).ShouldBe(0);
    }

    [Fact]
    public async Task An_event_delivered_twice_makes_one_mail()
    {
        var lead = Samples.Lead("fr");
        var unlock = Samples.Unlock("en") with { Area = "Laval\r\nBcc: x" };   // the table itself refuses a subject of two lines
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await database.Deliver(lead, typeof(ConfirmToHomeownerWhenLeadSubmitted));
            await database.Deliver(unlock, typeof(SendReceiptWhenLeadUnlocked));
        }

        (await database.Count()).ShouldBe(2);
        (await database.As("system", $"select count(*) from notifications.messages where dedupe_key in ('lead-received:{lead.Lead}', 'receipt:{unlock.Unlock}')")).ShouldBe(2);
    }

    [Fact]
    public async Task The_log_is_read_by_the_product_and_its_staff_and_by_nobody_else()
    {
        await database.Send(Samples.Confirmation("fr"), Actor.Anonymous);
        foreach (var (actor, seen) in new[] { ("system", 1), ("staff", 1), ("contractor", 0), ("anonymous", 0), ("homeowner", 0), ("", 0) })
            (await database.As(actor, "select count(*) from notifications.messages")).ShouldBe(seen, actor);
        foreach (var actor in new[] { "staff", "contractor", "anonymous", "homeowner", "" })
        {
            (await database.As(actor, "update notifications.messages set recipient = 'thief@example.ca'")).ShouldBe(0, actor);
            (await database.As(actor, "delete from notifications.messages")).ShouldBe(0, actor);
        }
    }

    [Theory]
    [InlineData("anonymous", "receipt", "queued")]
    [InlineData("contractor", "lead-received", "queued")]
    [InlineData("homeowner", "confirm-email", "queued")]
    [InlineData("staff", "confirm-email", "queued")]
    [InlineData("", "confirm-email", "queued")]
    [InlineData("anonymous", "confirm-email", "submitting")]
    public async Task Nobody_else_writes_any_other_line(string actor, string kind, string state)
    {
        var insert = $"""
            insert into notifications.messages (id, dedupe_key, kind, sender, reply_to, recipient, locale, subject, html, text, state, attempts, next_attempt_at, created_at)
            values ('{Guid.NewGuid()}', 'k', '{kind}', 's', 'r', 'x@example.ca', 'fr', 's', 'h', 't', '{state}', 0, '2026-11-21', '2026-11-21')
            """;
        (await Should.ThrowAsync<PostgresException>(() => database.As(actor, insert))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Without_an_actor_nothing_is_queued() =>
        (await Should.ThrowAsync<PostgresException>(() => database.Send(Samples.Confirmation("fr"), actor: null))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
}
