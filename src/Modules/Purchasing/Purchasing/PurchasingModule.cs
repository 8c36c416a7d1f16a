using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Application.AuditSlots;
using LeadMarket.Purchasing.Application.Alerts;
using LeadMarket.Purchasing.Application.LeadWork;
using LeadMarket.Purchasing.Application.Plans;
using LeadMarket.Purchasing.Application.Reconciliation;
using LeadMarket.Purchasing.Application.Reminders;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Application.SweepUnlocks;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing;

/// <summary>Contractors, the board, and the purchase of a lead from the slot to the contact.</summary>
public static class PurchasingModule
{
    // Short, because a purchase must be final within two minutes of its end; what is due is in the rows.
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);

    /// <param name="configuration"><c>Alerts:NewLeads</c>, true unless it says false: whether contractors are told of leads that open to them.</param>
    public static IServiceCollection AddPurchasing(this IServiceCollection services, IConfiguration? configuration = null)
    {
        // Often, because being first is what the better plans are paid for; a mail takes as long.
        if (configuration?.GetValue<bool?>("Alerts:NewLeads") is not false)
            services.AddRecurring("purchasing.announce-leads", TimeSpan.FromSeconds(5), () => new AnnounceLeads());
        return services
            .AddModule<PurchasingDbContext>("purchasing", typeof(PurchasingModule).Assembly, typeof(StartUnlock).Assembly)
            .AddScoped<IContractors, ContractorRepository>()
            .AddScoped<IListings, ListingRepository>()
            .AddScoped<IUnlocks, UnlockRepository>()
            .AddScoped<INights, Nights>()
            .AddScoped<IOpenings, Openings>()
            .AddScoped<IContractorPlans, ContractorPlans>()
            .AddScoped<IWorkedLeads, WorkedLeadRepository>()
            .AddScoped<IReturns, ReturnRepository>()
            .AddRecurring("purchasing.sweep-unlocks", SweepEvery, () => new SweepUnlocks())
            .AddRecurring("purchasing.audit-slots", TimeSpan.FromHours(1), () => new AuditSlots())
            .AddRecurring("purchasing.adopt-plans", TimeSpan.FromMinutes(1), () => new AdoptPlans())
            .AddRecurring("purchasing.sweep-returns", TimeSpan.FromSeconds(5), () => new SweepReturns())
            .AddRecurring("purchasing.remind-due", TimeSpan.FromSeconds(30), () => new RemindDue())
            // Only looks whether a night is due.
            .AddRecurring("purchasing.reconcile-night", TimeSpan.FromMinutes(1), () => new ReconcileNight());
    }
}
