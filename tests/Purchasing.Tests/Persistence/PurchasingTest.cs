using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>An empty marketplace, and the ways to fill it.</summary>
[Collection(OnPostgres.Name)]
public abstract class PurchasingTest(PurchasingDatabase database) : IAsyncLifetime
{
    internal PurchasingDatabase Database { get; } = database;

    public Task InitializeAsync() => Database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    internal async Task<ContractorId> AddContractor(string[]? regions = null, string[]? services = null, string[]? areas = null, string plan = "elite")
    {
        var contractor = Samples.Contractor(regions, services, areas, plan);
        await Store(contractor);
        return contractor.Id;
    }

    internal async Task<ListingId> AddListing(
        string service = "ev-charger", string region = "montreal", int capacity = 3, DateTimeOffset? listedAt = null, DateTimeOffset? expiresAt = null) =>
        await Add(Samples.Listing(service, region, capacity, listedAt, expiresAt));

    internal async Task<ListingId> Add(Listing listing)
    {
        await Store(listing);
        return listing.Id;
    }

    internal Task<Result<UnlockId>> Reserve(ContractorId contractor, ListingId listing, string? coupon = null) =>
        Database.Send(Actor.Contractor(contractor), new ReserveSlotCommand(contractor, listing, Samples.Order with { Coupon = coupon }));

    internal Task<Result<UnlockView>> See(ContractorId contractor, UnlockId unlock) =>
        Database.Send(Actor.Contractor(contractor), new GetUnlock(contractor, unlock));

    internal Task<int> Slots(ListingId listing) => Database.Truth<int>("select slots from purchasing.listings where id = @id", new { id = listing.Value });

    internal Task<string> State(UnlockId unlock) => Database.Truth<string>("select state from purchasing.unlocks where id = @id", new { id = unlock.Value });

    internal async Task<LeadId> LeadOf(ListingId listing) =>
        new(await Database.Truth<Guid>("select lead_id from purchasing.listings where id = @id", new { id = listing.Value }));

    /// <summary>How many stand in the queue for a lock.</summary>
    internal Task<long> Waiting() => Database.Truth<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    internal Task<long> Count(string table) => Database.Truth<long>($"select count(*) from purchasing.{table}");

    /// <summary>Leads' news that a lead may be sold arrives.</summary>
    internal Task<int> Publish(
        LeadId lead, Func<Task>? beforeCommit = null, string service = "ev-charger", string region = "montreal", string area = "H2X") => InTransaction(async services =>
    {
        var listed = new LeadListed(
            lead, service, region, "Plateau Mont-Royal", area, "under-5000", "now",
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), 3, "fr", Samples.Noon);
        await services.GetRequiredService<ListLeadWhenPublished>().Handle(listed, CancellationToken.None);
        if (beforeCommit is not null) await beforeCommit();
    });

    private Task<int> Store(object entity) => InTransaction(services =>
    {
        services.GetRequiredService<PurchasingDbContext>().Add(entity);
        return Task.CompletedTask;
    });

    internal Task<int> InTransaction(Func<IServiceProvider, Task> work) => Database.InScope(Actor.System, async services =>
    {
        var context = services.GetRequiredService<PurchasingDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await OpenTransaction.Become(context, Actor.System);
        await work(services);
        var rows = await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return rows;
    });
}
