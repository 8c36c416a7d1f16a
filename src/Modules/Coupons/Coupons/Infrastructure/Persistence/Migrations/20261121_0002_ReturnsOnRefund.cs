using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadMarket.Coupons.Infrastructure.Persistence.Migrations;

/// <summary>Whether a use comes back when all of its purchase's money does. Of the codes there are, it does: who gave a lead back has bought nothing
/// with it.</summary>
[DbContext(typeof(CouponsDbContext))]
[Migration("20261121000200_ReturnsOnRefund")]
public sealed class ReturnsOnRefund : Migration
{
    // A host of the release before inserts codes without it.
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table coupons.coupons add column returns_on_refund boolean not null default true;");
}
