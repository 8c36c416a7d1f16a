using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Purchasing.Infrastructure.Persistence.Migrations;

/// <summary>Which nights the books were compared in.</summary>
[DbContext(typeof(PurchasingDbContext))]
[Migration("20261121000400_Nights")]
public sealed class Nights : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table purchasing.nights (
            -- Of the market's calendar.
            night date primary key,
            taken_at timestamptz not null,
            -- Billing's run; none for the night in which the market began.
            run uuid,
            closed_at timestamptz
        );
        alter table purchasing.nights enable row level security;
        alter table purchasing.nights force row level security;
        create policy system_only on purchasing.nights
            using (current_setting('app.actor', true) = 'system')
            with check (current_setting('app.actor', true) = 'system');
        """);
}
