using LeadMarket.Leads.Application.Erasure;
using LeadMarket.Leads.Application.HomeownerPage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal static class HomeownerPageRegistration
{
    public static IServiceCollection AddHomeownerPage(this IServiceCollection services)
    {
        services.AddScoped<IRequests, RequestRepository>();
        services.AddScoped<IErasures, ErasureRepository>();
        services.AddScoped<LeadEraser>();
        return services;
    }
}
