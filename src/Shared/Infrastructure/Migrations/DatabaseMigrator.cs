using Dapper;
using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace LeadMarket.Infrastructure.Migrations;

/// <summary>A schema that the host itself owns beside the modules', with the context that migrates it.</summary>
public sealed record HostSchema(string Name, Type Context);

/// <summary>Makes roles and schemas, then brings every schema up to date. A step of its own, before any host starts.</summary>
public sealed class DatabaseMigrator(
    IOptions<DatabaseOptions> database, ModuleCatalogue modules, IEnumerable<HostSchema> hostSchemas, IServiceProvider services)
{
    // Any fixed number: two deployments at once take turns. Transaction-scoped, so that a pooler does not matter.
    private const long BootstrapLock = 0x4C454144;

    /// <exception cref="InvalidOperationException">No <c>Database:AdminConnectionString</c>.</exception>
    public async Task Migrate(bool sandbox, CancellationToken cancel)
    {
        var admin = database.Value.AdminConnectionString
            ?? throw new InvalidOperationException("Database:AdminConnectionString is missing: migrating needs a user with CREATEROLE and CREATE on the database.");
        await using (var source = NpgsqlDataSource.Create(admin))
        await using (var connection = await source.OpenConnectionAsync(cancel))
            await Bootstrap(connection, sandbox, attempts: 5, cancel);

        var asOwner = new NpgsqlConnectionStringBuilder(admin) { Options = $"-c role={DatabaseRoles.Owner}" }.ConnectionString;
        await using var owner = NpgsqlDataSource.Create(asOwner);
        foreach (var (name, context) in modules.All.Select(module => (module.Name, module.Context))
            .Concat(hostSchemas.Select(schema => (schema.Name, schema.Context))))
            await MigrateSchema(owner, name, context, cancel);
        await ProvisionScheduler(asOwner, cancel);
        await Secure(owner, cancel);
    }

    // The lock is the database's and roles are the server's: two databases set up at once can still meet in a role. Whoever
    // loses finds it made the next time.
    private async Task Bootstrap(NpgsqlConnection connection, bool sandbox, int attempts, CancellationToken cancel)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync("select pg_advisory_xact_lock(@key)", new { key = BootstrapLock }, transaction);
            foreach (var statement in DatabaseRoles.Statements(modules.All.Select(module => module.Name), sandbox, database.Value.RolePassword))
                await connection.ExecuteAsync(statement, transaction: transaction);
            await transaction.CommitAsync(cancel);
        }
        catch (PostgresException collision) when (attempts > 1 && collision.SqlState is
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.InternalError)
        {
            await Bootstrap(connection, sandbox, attempts - 1, cancel);
        }
    }

    private async Task MigrateSchema(NpgsqlDataSource owner, string schema, Type contextType, CancellationToken cancel)
    {
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(contextType))!;
        options.UseNpgsql(owner, npgsql => npgsql.MigrationsHistoryTable(ModuleDbContext.MigrationsTable, schema));
        await using var context = (DbContext)ActivatorUtilities.CreateInstance(services, contextType, options.Options);
        await context.Database.MigrateAsync(cancel);
    }

    // Quartz knows its own tables; it makes what is missing when a scheduler starts, here as the owner.
    private static async Task ProvisionScheduler(string asOwner, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddQuartz("provisioning", quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(asOwner);
            store.ConfigureStore(options => options.TablePrefix = JobRegistration.TablePrefix);
            store.ProvisionSchema();
        }));
        await using var provider = services.BuildServiceProvider();
        var scheduler = await provider.GetRequiredKeyedService<ISchedulerFactory>("provisioning").GetScheduler(cancel);
        await scheduler.Start(cancel);
        await scheduler.Shutdown(waitForJobsToComplete: true, cancel);
    }

    private async Task Secure(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await OpenPlumbing(connection);
        await HidePoliciesFromPlanner(connection);
    }

    // Plumbing that libraries make for themselves: open to the one role that works with it, to nobody else.
    private static Task OpenPlumbing(NpgsqlConnection connection) =>
        connection.ExecuteAsync($"""
            do $$
            declare plumbing record;
            begin
                for plumbing in
                    select table_schema, table_name,
                        case when table_schema = 'quartz' then 'leadmarket_host' else 'leadmarket_' || table_schema end as role
                    from information_schema.tables
                    where table_schema = 'quartz' or table_name = '{ModuleDbContext.MigrationsTable}'
                loop
                    execute format('alter table %I.%I enable row level security', plumbing.table_schema, plumbing.table_name);
                    execute format('drop policy if exists own_module on %I.%I', plumbing.table_schema, plumbing.table_name);
                    execute format('create policy own_module on %I.%I to %I using (true) with check (true)',
                        plumbing.table_schema, plumbing.table_name, plumbing.role);
                end loop;
            end $$
            """);

    // The planner takes "who asks is the system" for true of one row in two hundred, and then reads a whole ledger once for each
    // payment. Of a CASE it expects every second row: joins over whole tables stay joins. It means the same to whoever asks.
    // https://www.postgresql.org/docs/current/row-estimation-examples.html
    private async Task HidePoliciesFromPlanner(NpgsqlConnection connection)
    {
        var plain = await connection.QueryAsync<string>("""
            select format('alter policy %I on %I.%I using (case when %s then true else false end)', policyname, schemaname, tablename, qual)
            from pg_policies
            where schemaname = any(@schemas) and qual not in ('true', 'false') and qual !~ '^\s*CASE\M'
            """, new { schemas = modules.All.Select(module => module.Name).ToArray() });

        // Each by itself: who holds one table's lock never waits for another's, and hosts of the release before go on.
        foreach (var alter in plain) await connection.ExecuteAsync(alter);
    }
}
