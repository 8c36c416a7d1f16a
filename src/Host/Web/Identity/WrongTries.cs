using Dapper;
using LeadMarket.Infrastructure.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LeadMarket.Web.Identity;

/// <summary>Counts wrong passwords and wrong codes of an account. Each is one statement: guesses that are made at the same moment all
/// count, where reading the account and saving it would count one of them.</summary>
public sealed class WrongTries(
    [FromKeyedServices(JobRegistration.HostDataSource)] NpgsqlDataSource database, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private readonly LockoutOptions _lockout = options.Value.Lockout;

    /// <summary>How long an account stays closed.</summary>
    public TimeSpan Closing => _lockout.DefaultLockoutTimeSpan;

    /// <summary>Whether the account is closed now, also when somebody else's guess has just closed it.</summary>
    public async Task<bool> HaveClosed(UserAccount user)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select from host.users where id = @id and lockout_enabled and lockout_end > @now)", new { id = user.Id, now = clock.GetUtcNow() });
    }

    /// <summary>Counts one; the last that is borne closes the account and begins anew.</summary>
    // The new concurrency stamp makes whoever has read the account before lose: a save would put the old count back, and a right code
    // that was guessed beside wrong ones opens nothing.
    public async Task Count(UserAccount user)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            update host.users set
                access_failed_count = case when access_failed_count + 1 >= @most then 0 else access_failed_count + 1 end,
                lockout_end = case when access_failed_count + 1 >= @most then @until else lockout_end end,
                concurrency_stamp = @stamp
            where id = @id and (lockout_end is null or lockout_end <= @now)
            """,
            new { id = user.Id, now, until = now + Closing, most = _lockout.MaxFailedAccessAttempts, stamp = Guid.NewGuid().ToString() });
    }
}
