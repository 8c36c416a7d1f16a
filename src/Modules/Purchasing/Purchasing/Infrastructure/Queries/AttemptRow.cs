using Dapper;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using Npgsql;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>A logged try, as SQL yields it.</summary>
internal sealed record AttemptRow(Guid Unlock, Guid Id, string Way, string Outcome, DateTimeOffset At)
{
    /// <summary>The latest that were logged on each of these leads, oldest first.</summary>
    public static Task<IEnumerable<AttemptRow>> Read(NpgsqlConnection db, IEnumerable<UnlockId> unlocks) => db.QueryAsync<AttemptRow>("""
        select a.unlock_id as "Unlock", a.id as "Id", a.way as "Way", a.outcome as "Outcome", a.attempted_at as "At"
        from unnest(@unlocks) worked (id)
        cross join lateral (
            select * from purchasing.contact_attempts logged
            where logged.unlock_id = worked.id
            order by logged.attempted_at desc, logged.id desc limit @most) a
        order by a.attempted_at, a.id
        """, new { unlocks = unlocks.Select(unlock => unlock.Value).ToArray(), most = LoggedAttempt.Most });

    public ContactAttempt ToView() => new(Id, Spelling.Read<AttemptWay>(Way), Spelling.Read<AttemptOutcome>(Outcome), At);
}
