using Npgsql;

namespace LeadMarket.Sandbox.State;

/// <summary>Opens the Sandbox's own connections: role <c>leadmarket_sandbox</c> unless the connection string names one.</summary>
internal static class SandboxDatabase
{
    public static NpgsqlDataSource Open(IConfiguration configuration)
    {
        var text = configuration["Database:ConnectionString"];
        if (string.IsNullOrWhiteSpace(text))
            throw new SandboxRefusesToStart("Database:ConnectionString is not set: the Sandbox keeps its state in PostgreSQL.");

        var connection = new NpgsqlConnectionStringBuilder(text)
        {
            MaxPoolSize = 12,
            // A burst of requests waits for a connection rather than failing.
            Timeout = 60,
            MaxAutoPrepare = 0,
            NoResetOnClose = true,
            ApplicationName = "sandbox",
        };
        if (string.IsNullOrEmpty(connection.Username))
        {
            connection.Username = "leadmarket_sandbox";
            connection.Password = configuration["Database:RolePassword"];
        }

        return NpgsqlDataSource.Create(connection);
    }
}
