using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Leads.Application.ExpireLeads;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Application.Listing;
using LeadMarket.Leads.Application.PurgeDrafts;
using LeadMarket.Leads.Infrastructure.Meta;
using LeadMarket.Leads.Infrastructure.Persistence;
using LeadMarket.Leads.Infrastructure.Receipts;
using LeadMarket.Leads.Infrastructure.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Leads;

/// <summary>Homeowners' requests: the form, the contact, the consent and the life of a lead.</summary>
public static class LeadsModule
{
    /// <summary>Needs the market in the container. Reads sections <c>Twilio</c>, <c>Meta</c> and <c>Receipts</c>.</summary>
    public static IServiceCollection AddLeads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModule<LeadsDbContext>(LeadsDbContext.SchemaName, typeof(LeadsModule).Assembly, typeof(Contracts.SubmitLead).Assembly);
        services.AddSingleton<IntakeRules>();
        services.AddScoped<LeadIntake>();
        services.AddScoped<LeadListing>();
        services.AddScoped<ILeads, LeadRepository>();
        services.AddScoped<IDrafts, DraftRepository>();
        services.AddScoped<IIdentities, IdentityRepository>();
        services.AddRecurring("leads.expire-leads", every: TimeSpan.FromSeconds(15), () => new ExpireLeads());
        services.AddRecurring("leads.purge-drafts", every: TimeSpan.FromMinutes(5), () => new PurgeDrafts());
        return services.AddHomeownerPage().AddTwilio(configuration).AddMeta(configuration).AddReceipts(configuration);
    }
}
