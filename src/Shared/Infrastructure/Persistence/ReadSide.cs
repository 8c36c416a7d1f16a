using LeadMarket.Infrastructure.Actors;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>Reads one module's tables with plain SQL, as the current actor.</summary>
public sealed class ReadSide<TContext>(IServiceProvider services, ActorContext actor)
    where TContext : ModuleDbContext
{
    private readonly NpgsqlDataSource _source = services.GetRequiredKeyedService<NpgsqlDataSource>(typeof(TContext));

    /// <summary>Runs one read in a transaction of its own; all its statements see the same actor.</summary>
    public async Task<T> Query<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await ActorSession.Begin(transaction, actor.Current, cancel);
        var answer = await read(connection);
        await transaction.CommitAsync(cancel);
        return answer;
    }
}
