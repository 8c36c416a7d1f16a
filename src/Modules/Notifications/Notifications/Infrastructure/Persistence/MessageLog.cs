using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Notifications.Infrastructure.Persistence;

internal sealed class MessageLog(NotificationsDbContext context) : IMessages
{
    // Not through EF: its INSERT cannot say "unless it is there". The conflict target goes unnamed on purpose: PostgreSQL
    // reads a named one, and would ask the SELECT policies, which a visitor who registers does not pass.
    public Task Queue(Message message, CancellationToken cancel) => context.Database.ExecuteSqlAsync($"""
        insert into notifications.messages
            (id, dedupe_key, kind, sender, reply_to, recipient, locale, subject, html, text, state, attempts, next_attempt_at, created_at)
        values
            ({message.Id.Value}, {message.DedupeKey}, {message.Kind.Key()}, {message.Sender}, {message.ReplyTo}, {message.Recipient},
             {message.Locale}, {message.Subject}, {message.Html}, {message.Text}, 'queued', 0, {message.NextAttemptAt}, {message.CreatedAt})
        on conflict do nothing
        """, cancel);

    // Index: messages_due.
    public Task<Message?> LockNextDue(DateTimeOffset at, CancellationToken cancel) => context.Set<Message>().FromSql($"""
        select * from notifications.messages
        where state in ('queued', 'submitting') and next_attempt_at <= {at}
        order by next_attempt_at
        limit 1
        for update skip locked
        """).AsAsyncEnumerable().FirstOrDefaultAsync(cancel).AsTask();

    public Task<Message?> Lock(MessageId id, CancellationToken cancel) => context.Set<Message>().FromSql($"""
        select * from notifications.messages where id = {id.Value} for update
        """).AsAsyncEnumerable().FirstOrDefaultAsync(cancel).AsTask();
}
