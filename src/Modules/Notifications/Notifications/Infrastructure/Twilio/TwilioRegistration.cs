using System.Net.Http.Headers;
using System.Text;
using LeadMarket.Infrastructure.Http;
using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Application.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadMarket.Notifications.Infrastructure.Twilio;

internal static class TwilioRegistration
{
    /// <summary>Texts to contractors.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsRules>();
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section)).ValidateOnStart();
        services.AddSingleton(provider =>
            provider.GetRequiredService<IOptions<TwilioOptions>>().Value is { SendsTexts: true } options ? new TextOrigin(options.From) : new TextOrigin(From: null));
        services.AddScoped<TextQueue>();

        // By a name of its own: another module asks Twilio for codes, at another address.
        services.AddVendorClient<TwilioMessages>("twilio-messages", (provider, http) => Configure(http, provider.GetRequiredService<IOptions<TwilioOptions>>().Value));
        services.AddTransient<ITextProvider>(provider => provider.GetRequiredService<TwilioMessages>());
        return services;
    }

    internal static void Configure(HttpClient http, TwilioOptions options)
    {
        http.BaseAddress = new Uri($"{options.MessagesUrl.AbsoluteUri.TrimEnd('/')}/2010-04-01/Accounts/{options.AccountSid}/");
        http.Timeout = TwilioMessages.Timeout;
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{options.KeySid}:{options.KeySecret}")));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("LeadMarket", "1.0"));
    }
}
