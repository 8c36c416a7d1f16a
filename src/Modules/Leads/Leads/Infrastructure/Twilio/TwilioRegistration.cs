using System.Net.Http.Headers;
using System.Text;
using LeadMarket.Infrastructure.Http;
using LeadMarket.Leads.Application.PhoneCodes;
using LeadMarket.Leads.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Twilio;

internal static class TwilioRegistration
{
    /// <summary>Codes by text. Needs the market in the container.</summary>
    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IPhoneCodes, PhoneCodeRepository>();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsRules>();
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section)).ValidateOnStart();
        services.AddVendorClient<TwilioVerify>("twilio", (provider, http) => Configure(http, provider.GetRequiredService<IOptions<TwilioOptions>>().Value));
        services.AddTransient<IPhoneVerifier>(provider => provider.GetRequiredService<TwilioVerify>());
        return services;
    }

    internal static void Configure(HttpClient http, TwilioOptions options)
    {
        http.BaseAddress = new Uri($"{options.VerifyUrl.AbsoluteUri.TrimEnd('/')}/v2/Services/{options.VerifyService}/");
        http.Timeout = TwilioVerify.Timeout;
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{options.KeySid}:{options.KeySecret}")));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("LeadMarket", "1.0"));
    }
}
