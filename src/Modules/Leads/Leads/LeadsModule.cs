using LeadMarket.Infrastructure.Modules;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Leads;

/// <summary>Homeowners' requests: the form, the contact, the consent and the life of a lead.</summary>
public static class LeadsModule
{
    /// <summary>Needs the market in the container. Nothing here is configured; the argument is every module's.</summary>
    public static IServiceCollection AddLeads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModule<LeadsDbContext>(LeadsDbContext.SchemaName, typeof(LeadsModule).Assembly, typeof(Contracts.SubmitLead).Assembly);
        services.AddSingleton<IntakeRules>();
        services.AddScoped<LeadIntake>();
        services.AddScoped<ILeads, LeadRepository>();
        services.AddScoped<IDrafts, DraftRepository>();
        return services;
    }
}
