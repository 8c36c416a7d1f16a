using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Notifications.Infrastructure.Persistence;

internal sealed class VendorHold(NotificationsDbContext context) : IVendorHold
{
    public async Task<bool> IsOn(Channel channel, DateTimeOffset at, CancellationToken cancel) => await context.Database
        .SqlQuery<bool>($"select exists (select from notifications.mail_hold where id = {Row(channel)} and until > {at}) as \"Value\"")
        .SingleAsync(cancel);

    // The longer of two holds wins: another worker may have been told to come back sooner.
    public Task Set(Channel channel, DateTimeOffset until, string reason, CancellationToken cancel) => context.Database.ExecuteSqlAsync($"""
        insert into notifications.mail_hold as hold (id, until, reason) values ({Row(channel)}, {until}, {reason})
        on conflict (id) do update set until = excluded.until, reason = excluded.reason where hold.until < excluded.until
        """, cancel);

    // The table is from before there were texts, and hosts of that time write to row 1.
    private static int Row(Channel channel) => channel is Channel.Email ? 1 : 2;
}
