using LeadMarket.Notifications.Application;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Notifications.Infrastructure.Persistence;

internal sealed class MailHold(NotificationsDbContext context) : IMailHold
{
    public async Task<bool> IsOn(DateTimeOffset at, CancellationToken cancel) =>
        await context.Database.SqlQuery<bool>($"select exists (select from notifications.mail_hold where until > {at}) as \"Value\"").SingleAsync(cancel);

    // The longer of two holds wins: another worker may have been told to come back sooner.
    public Task Set(DateTimeOffset until, string reason, CancellationToken cancel) => context.Database.ExecuteSqlAsync($"""
        insert into notifications.mail_hold as hold (id, until, reason) values (1, {until}, {reason})
        on conflict (id) do update set until = excluded.until, reason = excluded.reason where hold.until < excluded.until
        """, cancel);
}
