using System.Reflection;
using Dapper;
using LeadMarket.Infrastructure.Jobs;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace LeadMarket.Web.Health;

/// <summary>Whether the process lives, whether it can serve, and which build it is.</summary>
internal static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<DatabaseCheck>("database");

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // Alive says nothing of the database: restarting a host does not bring that back.
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready").AllowAnonymous();
        endpoints.MapGet("/version", () => Build.This).AllowAnonymous();
    }

    /// <param name="Version">Semantic.</param>
    /// <param name="Commit">The commit it was built from; null outside a repository.</param>
    /// <param name="BuiltAt">When the program's file was written.</param>
    private sealed record Build(string Version, string? Commit, DateTimeOffset BuiltAt)
    {
        public static readonly Build This = Read();

        private static Build Read()
        {
            var assembly = typeof(HealthEndpoints).Assembly;
            var parts = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', 2);
            return new Build(parts[0], parts.Length == 2 ? parts[1] : null, new DateTimeOffset(File.GetLastWriteTimeUtc(assembly.Location), TimeSpan.Zero));
        }
    }

    private sealed class DatabaseCheck([FromKeyedServices(JobRegistration.HostDataSource)] NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);

                // Also refuses a database that was never migrated.
                await connection.ExecuteScalarAsync<int>("select count(*) from host.users where false");
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException failure)
            {
                return HealthCheckResult.Unhealthy(exception: failure);
            }
        }
    }
}
