using Microsoft.EntityFrameworkCore.Migrations;

namespace Seeded.Rule11.Alpha
{
    public static class AlphaModule;
}

namespace Seeded.Rule11.Alpha.Infrastructure.Persistence.Migrations
{
    public sealed class Initial : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
        }
    }
}

namespace Seeded.Rule11.Alpha.Domain
{
    public sealed class Exposed;
}
