using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Tests;

/// <summary>A fresh database with the Sandbox's schema, and a role of its own: roles belong to the whole server, which other tests use too.</summary>
public sealed class SandboxDatabaseFixture : IAsyncLifetime
{
    private readonly string _admin = Environment.GetEnvironmentVariable("LEADMARKET_TEST_DATABASE")
        ?? throw new InvalidOperationException("Set LEADMARKET_TEST_DATABASE to a PostgreSQL superuser's connection string; build/test does.");

    private readonly string _name = $"sandbox_tests_{Guid.NewGuid():N}";

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_admin) { Database = _name, Username = _name, Password = _name }.ConnectionString;

    public string AdminConnectionString => new NpgsqlConnectionStringBuilder(_admin) { Database = _name }.ConnectionString;

    public async Task InitializeAsync()
    {
        await using var server = new NpgsqlConnection(_admin);
        await server.ExecuteAsync($"create role {_name} login password '{_name}'");
        await server.ExecuteAsync($"create database {_name}");

        await using var database = new NpgsqlConnection(AdminConnectionString);
        await database.ExecuteAsync($"create schema sandbox authorization {_name}");
    }

    public async Task DisposeAsync()
    {
        await using var server = new NpgsqlConnection(_admin);
        await server.ExecuteAsync($"drop database if exists {_name} with (force)");
        await server.ExecuteAsync($"drop role if exists {_name}");
    }
}
