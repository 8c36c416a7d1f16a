using Dapper;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using Npgsql;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>A logged try, as SQL yields it.</summary>
internal sealed record AttemptRow(Guid Unlock, Guid Id, string Way, string Outcome, DateTimeOffset At)
{
    /// <summary>Everything that was logged on these leads, oldest first.</summary>
    public static Task<IEnumerable<AttemptRow>> Read(NpgsqlConnection db, IEnumerable<UnlockId> unlocks) => db.QueryAsync<AttemptRow>("""
        select unlock_id as "Unlock", id as "Id", way as "Way", outcome as "Outcome", attempted_at as "At"
        from purchasing.contact_attempts
        where unlock_id = any(@unlocks)
        order by attempted_at, id
        """, new { unlocks = unlocks.Select(unlock => unlock.Value).ToArray() });

    public ContactAttempt ToView() => new(Id, Spelling.Read<AttemptWay>(Way), Spelling.Read<AttemptOutcome>(Outcome), At);
}
