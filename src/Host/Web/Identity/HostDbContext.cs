using LeadMarket.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LeadMarket.Web.Identity;

/// <summary>Accounts and the keys that protect their cookies and tokens.</summary>
internal sealed class HostDbContext(DbContextOptions<HostDbContext> options)
    : IdentityDbContext<UserAccount, IdentityRole<Guid>, Guid>(options)
{
    public const string SchemaName = "host";

    public DbSet<StoredKey> Keys => Set<StoredKey>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(SchemaName);
        builder.Entity<UserAccount>().ToTable("users");
        builder.Entity<IdentityRole<Guid>>().ToTable("roles");
        builder.Entity<IdentityUserRole<Guid>>().ToTable("user_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        builder.Entity<StoredKey>().ToTable("data_protection_keys").HasKey(key => key.Name);
        SnakeCaseNames.Apply(builder);
    }
}

/// <summary>A data-protection key as stored: encrypted.</summary>
internal sealed class StoredKey
{
    public string Name { get; init; } = "";

    public string Xml { get; init; } = "";
}
