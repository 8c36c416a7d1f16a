using LeadMarket.Leads.Application.ConsentReceipts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Receipts;

internal static class ReceiptsRegistration
{
    public static IServiceCollection AddReceipts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReceiptOptions>().Bind(configuration.GetSection(ReceiptOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReceiptOptions>, ReceiptOptionsValidator>();
        services.AddSingleton<IReceiptSeal, ReceiptSeal>();
        return services;
    }
}
