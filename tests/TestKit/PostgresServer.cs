using System.Diagnostics;
using Npgsql;

namespace LeadMarket.TestKit;

/// <summary>
/// The PostgreSQL of a test run: the one that <c>LEADMARKET_TEST_DATABASE</c> names (a superuser's connection string; see
/// <c>build/test</c>), else a throw-away server of this process, so that a test also runs from an IDE.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<string>> Superuser = new(FindOrStart);

    /// <summary>A superuser's connection string, to the server's first database.</summary>
    public static Task<string> AdminConnectionString() => Superuser.Value;

    /// <summary>Makes an empty database that is dropped when disposed.</summary>
    /// <param name="prefix">Shows in the database's name, so that a database left behind tells whose it is.</param>
    /// <param name="copyOf">A database to copy, to which nobody is connected; an empty one when absent.</param>
    public static async Task<TestDatabase> CreateDatabase(string prefix, TestDatabase? copyOf = null) =>
        await CreateDatabase(await Superuser.Value, prefix, copyOf is null ? "" : $"template \"{copyOf.Name}\"");

    internal static async Task<TestDatabase> CreateDatabase(string server, string prefix, string options)
    {
        var name = $"{prefix}_{Guid.NewGuid():N}".ToLowerInvariant();
        await Execute(server, $"create database \"{name}\" {options}");
        return new TestDatabase(server, name);
    }

    internal static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> FindOrStart()
    {
        if (Environment.GetEnvironmentVariable("LEADMARKET_TEST_DATABASE") is { Length: > 0 } given) return Unpooled(given);

        var folder = Directory.CreateTempSubdirectory("leadmarket-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Script("remove", "--data", folder).GetAwaiter().GetResult();
        await Script("start", "--data", folder, "--fast");
        return Unpooled((await Script("url", "--data", folder)).Trim());
    }

    // Databases come and go with tests; an idle pooled connection would only stand in the way of dropping one.
    internal static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    internal static async Task<string> Script(params string[] arguments)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "build", "postgres"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = script.StandardOutput.ReadToEndAsync();
        var complained = await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        return script.ExitCode == 0 ? await said : throw new InvalidOperationException($"build/postgres {arguments[0]}: {complained.Trim()}");
    }
}

/// <summary>One test's own database.</summary>
public sealed class TestDatabase(string server, string name) : IAsyncDisposable
{
    /// <summary>Its name on the server.</summary>
    public string Name { get; } = name;

    /// <summary>As the superuser, who sees every row whatever the policies say.</summary>
    public string AdminConnectionString { get; } = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <summary>Without a user, as the programs take it: each module adds its own role.</summary>
    public string ConnectionString { get; } = WithoutUser(server, name);

    /// <summary>Ends every connection to it and drops it.</summary>
    public async ValueTask DisposeAsync() => await PostgresServer.Execute(server, $"drop database if exists \"{Name}\" with (force)");

    private static string WithoutUser(string server, string name)
    {
        var full = new NpgsqlConnectionStringBuilder(server);
        return new NpgsqlConnectionStringBuilder { Host = full.Host, Port = full.Port, Database = name }.ConnectionString;
    }
}
