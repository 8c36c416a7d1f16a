namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class HomeownersMigrationTests
{
    private const string Lead = "019aa3b4-0000-7000-8000-00000000000a";

    [Fact]
    public async Task Mails_sent_before_requests_had_pages_belong_to_their_homeowner_too()
    {
        var database = new NotificationsDatabase();
        await database.InitializeAsync();
        try
        {
            await database.AsSuperuser($"""
                drop policy homeowner_reads on notifications.messages;
                drop table notifications.erased_leads;
                alter table notifications.messages drop column about, drop constraint messages_kind,
                    add constraint messages_kind_check check (kind in ('lead-received', 'confirm-email', 'account-exists', 'receipt'));
                delete from notifications.ef_migrations where "MigrationId" like '%_Homeowners';
                insert into notifications.messages
                    (id, dedupe_key, kind, sender, reply_to, recipient, locale, subject, html, text, state, attempts, next_attempt_at, created_at)
                select gen_random_uuid(), key, split_part(key, ':', 1), 's', 'r', 'x@example.ca', 'fr', 's', 'h', 't', 'queued', 0, '2026-11-21', '2026-11-21'
                from unnest(array['lead-received:{Lead}', 'receipt:{Lead}', 'confirm-email:{Lead}:202611210146']) key;
                """);
            await database.Migrate();
            (await database.As("system", $"select count(*) from notifications.messages where about = '{Lead}' and kind = 'lead-received'")).ShouldBe(1);
            (await database.As("system", "select count(*) from notifications.messages where about is null")).ShouldBe(2);
        }
        finally
        {
            await database.DisposeAsync();
        }
    }
}
