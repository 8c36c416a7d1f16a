using System.Data.Common;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace LeadMarket.Infrastructure.Jobs;

/// <summary>Recurring work on Quartz's clustered PostgreSQL store: whichever host is alive does it, once.</summary>
public static class JobRegistration
{
    /// <summary>The prefix of Quartz's tables, in a schema of their own.</summary>
    public const string TablePrefix = "quartz.qrtz_";

    // Named, so that the clock given to it below is its own and not the whole container's.
    private const string Scheduler = "leadmarket";

    /// <summary>The key of the host's own data source: identity, data-protection keys and the scheduler's tables.</summary>
    public const string HostDataSource = "host";

    /// <summary>Sends this request on this schedule.</summary>
    public static IServiceCollection AddRecurring(this IServiceCollection services, string name, TimeSpan every, Func<IProcess> request) =>
        services.AddSingleton(new RecurringRequest(name, every, request));

    /// <summary>The scheduler. After every module has said what it wants sent.</summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services)
    {
        var recurring = services.Where(service => service.ServiceType == typeof(RecurringRequest))
            .Select(service => (RecurringRequest)service.ImplementationInstance!).ToList();
        services.AddKeyedSingleton(HostDataSource, (provider, _) =>
            NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.For(HostDataSource)));
        // The scheduler asks for the abstract type under the same key.
        services.AddKeyedSingleton<DbDataSource>(HostDataSource, (provider, key) => provider.GetRequiredKeyedService<NpgsqlDataSource>(key));
        services.AddQuartz(Scheduler, quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => (source.UseRegisteredDataSource, source.DataSourceServiceKey) = (true, HostDataSource));
                store.ConfigureStore(options => options.TablePrefix = TablePrefix);
                // Another host takes over a dead one's work within seconds: a hold that ends must not wait for it.
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)));
            });
            // Real time, whatever the product's clock says: schedules are short, and what is due is in the rows.
            quartz.UseTimeProvider(TimeProvider.System);
            foreach (var job in recurring) Schedule(quartz, job);
        });
        services.AddQuartzHostedService(Scheduler, options => options.WaitForJobsToComplete = true);
        return services;
    }

    private static void Schedule(IQuartzBuilder quartz, RecurringRequest recurring) => quartz.ScheduleJob<RequestJob>(
        trigger => trigger.WithIdentity(recurring.Name).StartNow().WithSimpleSchedule(schedule => schedule
            .WithInterval(recurring.Every)
            .RepeatForever()
            // What was missed while every host was down is still in the rows: one run catches up.
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
        job => job.WithIdentity(recurring.Name));
}
