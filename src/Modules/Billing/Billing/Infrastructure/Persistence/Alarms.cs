using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

// Written as system or staff: what a contractor's own request runs into is told by an event, and raised by its reaction.
internal sealed class Alarms(BillingDbContext db, IOutbox outbox, TimeProvider clock) : IAlarms
{
    public async Task Raise(string kind, string subject, string detail, PurchaseId? purchase, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var raised = await db.Database.ExecuteSqlAsync($"""
            insert into billing.alarms (id, kind, subject, detail, purchase_id, raised_at)
            values ({id}, {kind}, {subject}, {detail}, {purchase?.Value}, {now})
            on conflict (kind, subject) where cleared_at is null do nothing
            """, cancel);
        if (raised == 1) outbox.Publish(new AlarmRaised(id, kind, subject, detail, now));
    }

    public Task Clear(string kind, string subject, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"update billing.alarms set cleared_at = {clock.GetUtcNow()} where kind = {kind} and subject = {subject} and cleared_at is null", cancel);

    public async Task<bool> Clear(Guid alarm, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync(
            $"update billing.alarms set cleared_at = coalesce(cleared_at, {clock.GetUtcNow()}) where id = {alarm}", cancel) == 1;
}
