using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Billing.Infrastructure.Persistence.Migrations;

/// <summary>When a subscription last changed to a dearer plan, which is kept for a month.</summary>
[DbContext(typeof(BillingDbContext))]
[Migration("20261121001000_RaisedPlans")]
public sealed class RaisedPlans : Migration
{
    // Null for what was raised before: who did so under the old rule may go down under it.
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table billing.subscriptions add column raised_at timestamptz;");
}
