using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>One module's tables in its own schema, with its outbox and inbox.</summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    /// <summary>The table of applied migrations, one in each schema.</summary>
    public const string MigrationsTable = "ef_migrations";

    public string Schema { get; } = schema;

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<InboxMessage> InboxMessages => Set<InboxMessage>();

    /// <summary>Maps the module's own entities. Tables and columns are named by convention.</summary>
    protected abstract void MapModule(ModelBuilder model);

    protected sealed override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        // Migrations are written by hand, as SQL to review, and have no generated snapshot to compare with; a test
        // compares the model with the migrated database instead (docs/decisions/0003).
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var id in TypedIds.In(typeof(ITypedId).Assembly, GetType().Assembly, ContractsOf(GetType().Assembly)))
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
    }

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("outbox_messages").HasKey(message => message.Id);
            outbox.Property(message => message.Payload).HasColumnType("jsonb");
        });
        modelBuilder.Entity<InboxMessage>(inbox => inbox.ToTable("inbox_messages").HasKey(message => new { message.EventId, message.Handler }));
        MapModule(modelBuilder);
        SnakeCaseNames.Apply(modelBuilder);
    }

    private static System.Reflection.Assembly ContractsOf(System.Reflection.Assembly module) =>
        module.GetReferencedAssemblies().FirstOrDefault(name => name.Name == module.GetName().Name + ".Contracts") is { } name
            ? System.Reflection.Assembly.Load(name)
            : module;
}
