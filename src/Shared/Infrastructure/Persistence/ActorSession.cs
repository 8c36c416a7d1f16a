using System.Data.Common;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>Tells PostgreSQL who is asking, for the length of one transaction.</summary>
internal static class ActorSession
{
    // Local to the transaction (third argument), so a pooled connection carries no identity to the next request.
    public static async Task Begin(DbTransaction transaction, Actor? actor, CancellationToken cancel)
    {
        if (actor is null) return;
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select set_config('app.actor', @kind, true), set_config('app.actor_id', @id, true)";
        Add(command, "kind", actor.Kind);
        Add(command, "id", actor.Id?.ToString() ?? "");
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
