using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Notifications.Infrastructure.Persistence.Migrations;

/// <summary>Mail about plans, invoices and credit notes, and alerts for operators.</summary>
[DbContext(typeof(NotificationsDbContext))]
[Migration("20261121000300_Money")]
public sealed class Money : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table notifications.messages
            drop constraint messages_kind,
            add constraint messages_kind check (kind in (
                'lead-received', 'request-already-open', 'access-link-replaced',
                'confirm-email', 'account-exists', 'receipt', 'contact-withdrawn',
                'plan-invoice', 'credit-note', 'plan-changed', 'plan-payment-failed', 'operator-alert'));
        """);
}
