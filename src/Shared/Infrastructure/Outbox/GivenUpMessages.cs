using LeadMarket.Infrastructure.Modules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LeadMarket.Infrastructure.Outbox;

/// <summary>An event that was tried for a day and more and then given up on. Without its payload: that may name people.</summary>
/// <param name="Module">Whose outbox it is in.</param>
/// <param name="Name">The event's, such as <c>purchasing.lead-unlocked.v1</c>.</param>
/// <param name="Error">Of the last try: a refusal's code, or an exception's message.</param>
public sealed record GivenUpMessage(string Module, Guid Id, string Name, DateTimeOffset PublishedAt, DateTimeOffset GivenUpAt, int Attempts, string Error);

/// <summary>What the outboxes of all modules have given up on. For staff, who look why and have it tried again.</summary>
public sealed class GivenUpMessages(ModuleCatalogue modules, IServiceProvider services, TimeProvider clock, ILogger<GivenUpMessages> log)
{
    /// <summary>Of each module; one cause gives up many, and the first ones tell it.</summary>
    private const int Most = 50;

    /// <summary>The longest given up first, module by module.</summary>
    public async Task<IReadOnlyList<GivenUpMessage>> List(CancellationToken cancel)
    {
        var found = new List<GivenUpMessage>();
        foreach (var module in modules.All) found.AddRange(await StoreOf(module).GivenUp(Most, cancel));
        return found;
    }

    /// <summary>Has a message delivered anew, with a day of tries before it. Who asked for it is in the log.</summary>
    /// <returns>False when it is not given up on: somebody was quicker, or it was delivered since.</returns>
    public async Task<bool> TryAgain(string module, Guid message, string staff, CancellationToken cancel)
    {
        if (modules.All.FirstOrDefault(known => known.Name == module) is not { } owner) return false;
        if (!await StoreOf(owner).Revive(message, clock.GetUtcNow(), cancel)) return false;

        log.LogWarning("{Staff} has message {EventId} of {Module} tried again.", staff, message, module);
        owner.Wake.Set();
        return true;
    }

    private OutboxStore StoreOf(Module module) => new(services.GetRequiredKeyedService<NpgsqlDataSource>(module.Context), module.Name);
}
