using Npgsql;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>How to reach the one database. Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Connections that one module of one host may hold at once.</summary>
    public const int ConnectionsPerModule = 12;

    /// <summary>Host, port and database; no user: each module signs in as itself.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>A user with CREATEROLE and CREATE on the database. Only the <c>migrate</c> verb reads it.</summary>
    public string? AdminConnectionString { get; set; }

    /// <summary>The password of every module's role. Not wanted when the server authenticates otherwise.</summary>
    public string? RolePassword { get; set; }

    /// <summary>The name of the role that a module, or the host, signs in with.</summary>
    public static string RoleOf(string module) => $"leadmarket_{module}";

    /// <summary>A connection string for one module's own role.</summary>
    // Transaction poolers keep no session: nothing may be prepared, and there is nothing to reset
    // (measured against PgBouncer 1.18: automatic preparation fails with 42P05).
    public string For(string module) => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        Username = RoleOf(module),
        Password = RolePassword,
        MaxPoolSize = ConnectionsPerModule,
        MaxAutoPrepare = 0,
        NoResetOnClose = true,
        ApplicationName = $"leadmarket {module}",
    }.ConnectionString;
}
