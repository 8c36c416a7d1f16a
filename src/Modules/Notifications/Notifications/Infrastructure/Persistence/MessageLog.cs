using LeadMarket.Kernel;
using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Notifications.Infrastructure.Persistence;

internal sealed class MessageLog(NotificationsDbContext context) : IMessages
{
    public async Task Queue(Message message, CancellationToken cancel)
    {
        if (message.About is { } lead && await IsForgotten(lead, cancel)) return;

        // Not through EF: its INSERT cannot say "unless it is there". The conflict target goes unnamed on purpose: PostgreSQL
        // reads a named one, and would ask the SELECT policies, which a visitor who registers does not pass.
        await context.Database.ExecuteSqlAsync($"""
            insert into notifications.messages
                (id, dedupe_key, kind, channel, contractor_id, about, sender, reply_to, recipient, unsubscribe_url, locale, subject, html, text, state, attempts, next_attempt_at, created_at)
            values
                ({message.Id.Value}, {message.DedupeKey}, {message.Kind.Key()}, {message.Channel.Key()}, {message.ContractorId?.Value}, {message.About?.Value},
                 {message.Sender}, {message.ReplyTo}, {message.Recipient}, {message.UnsubscribeUrl}, {message.Locale},
                 {message.Subject}, {message.Html}, {message.Text}, 'queued', 0, {message.NextAttemptAt}, {message.CreatedAt})
            on conflict do nothing
            """, cancel);
    }

    // Waits for a worker that is just writing down an answer; that worker, if it comes second, finds nothing to write on.
    public async Task Forget(LeadId lead, DateTimeOffset at, CancellationToken cancel)
    {
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({LockOf(lead)}, 0))", cancel);
        await context.Database.ExecuteSqlAsync($"insert into notifications.erased_leads (lead_id, at) values ({lead.Value}, {at}) on conflict do nothing", cancel);
        await context.Database.ExecuteSqlAsync($"delete from notifications.messages where about = {lead.Value}", cancel);
    }

    // Index: messages_due.
    public Task<Message?> LockNextDue(Channel channel, DateTimeOffset at, CancellationToken cancel) => context.Set<Message>().FromSql($"""
        select * from notifications.messages
        where channel = {channel.Key()} and state in ('queued', 'submitting') and next_attempt_at <= {at}
        order by next_attempt_at
        limit 1
        for update skip locked
        """).AsAsyncEnumerable().FirstOrDefaultAsync(cancel).AsTask();

    public Task<Message?> Lock(MessageId id, CancellationToken cancel) => context.Set<Message>().FromSql($"""
        select * from notifications.messages where id = {id.Value} for update
        """).AsAsyncEnumerable().FirstOrDefaultAsync(cancel).AsTask();

    // Writers share the lock and Forget has it alone: else a mail written at that instant would be neither refused nor deleted.
    private async Task<bool> IsForgotten(LeadId lead, CancellationToken cancel)
    {
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({LockOf(lead)}, 0))", cancel);
        return await context.Database
            .SqlQuery<bool>($"select exists (select from notifications.erased_leads where lead_id = {lead.Value}) as \"Value\"")
            .SingleAsync(cancel);
    }

    private static string LockOf(LeadId lead) => $"notifications.about:{lead}";
}
