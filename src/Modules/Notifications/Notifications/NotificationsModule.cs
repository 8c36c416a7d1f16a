using System.Net.Http.Headers;
using LeadMarket.Infrastructure.Http;
using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Notifications.Infrastructure.Persistence;
using LeadMarket.Notifications.Infrastructure.Resend;
using LeadMarket.Notifications.Infrastructure.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadMarket.Notifications;

/// <summary>What the product says to people outside its pages, and the log of it.</summary>
public static class NotificationsModule
{
    /// <summary>Reads sections <c>Resend</c> (BaseUrl, ApiKey, From), <c>Site</c> (PublicUrl) and <c>Twilio</c> (MessagesUrl, AccountSid, KeySid, KeySecret,
    /// From; without an account there are no texts), checked at start.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModule<NotificationsDbContext>("notifications", typeof(NotificationsModule).Assembly, typeof(SendEmailConfirmation).Assembly);
        services.AddScoped<IMessages, MessageLog>().AddScoped<IVendorHold, VendorHold>().AddScoped<MailQueue>();
        services.AddScoped<IPreferences, PreferenceBook>().AddScoped<ContractorNotices>();
        services.AddTexts(configuration);

        // Apart, so that a slow vendor of one keeps nothing of the other waiting.
        services.AddRecurring("notifications.send-due-messages", every: TimeSpan.FromSeconds(1), () => new SendDueMessages(Channel.Email));
        services.AddRecurring("notifications.send-due-texts", every: TimeSpan.FromSeconds(5), () => new SendDueMessages(Channel.Text));

        services.AddOptions<ResendOptions>().Bind(configuration.GetSection(ResendOptions.Section))
            .Validate(options => options.HasBaseUrl, "Resend:BaseUrl must be an absolute http(s) address.")
            .Validate(options => options.HasApiKey, "Resend:ApiKey is missing, or holds a space or a line break.")
            .Validate(options => options.HasFrom, "Resend:From must be an e-mail address, as in \"Name <name@example.ca>\".")
            .ValidateOnStart();
        services.AddOptions<SiteOptions>().Bind(configuration.GetSection(SiteOptions.Section))
            .Validate(options => options.HasPublicUrl, "Site:PublicUrl must be an absolute http(s) address without a path.")
            .ValidateOnStart();
        services.AddSingleton(provider => new MailOrigin(
            provider.GetRequiredService<IOptions<ResendOptions>>().Value.From,
            provider.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUrl!));

        services.AddVendorClient<ResendClient>("resend", Configure);
        services.AddTransient<IMailProvider>(provider => provider.GetRequiredService<ResendClient>());
        return services;
    }

    private static void Configure(IServiceProvider provider, HttpClient http)
    {
        var options = provider.GetRequiredService<IOptions<ResendOptions>>().Value;
        http.BaseAddress = new Uri(options.BaseUrl!.AbsoluteUri.TrimEnd('/') + "/");
        http.Timeout = ResendClient.Timeout;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);

        // Resend answers 403 to a caller without one, and .NET sends none of itself.
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("LeadMarket", "1.0"));
    }
}
