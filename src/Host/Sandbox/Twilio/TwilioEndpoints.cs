using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Twilio.Callbacks;
using LeadMarket.Sandbox.Twilio.Messages;
using LeadMarket.Sandbox.Twilio.Phone;
using LeadMarket.Sandbox.Twilio.Verify;
using LeadMarket.Sandbox.Twilio.Wire;
using LeadMarket.Sandbox.Vendors;

namespace LeadMarket.Sandbox.Twilio;

/// <summary>Twilio's Verify and Messages at Twilio's own paths, and the phones that get the texts.</summary>
internal static class TwilioEndpoints
{
    public static IServiceCollection AddTwilio(this IServiceCollection services)
    {
        services.AddSingleton<PhoneBook>().AddSingleton<PhoneReplies>().AddSingleton<VerificationBook>();
        services.AddSingleton<MessageBook>().AddSingleton<CallbackBook>();
        services.AddHostedService<MessageWorker>().AddHostedService<CallbackWorker>();
        services.AddHttpClient<CallbackSender>(client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        return services;
    }

    public static void MapTwilio(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithMetadata(new ServedBy(Vendor.Twilio)).AddEndpointFilter<RouteGroupBuilder, TwilioCaller>();
        api.MapVerify();
        api.MapMessages();
        api.Map("/v2/{**rest}", (HttpRequest request) => TwilioAnswer.NotFound(request));
        api.Map("/2010-04-01/{**rest}", (HttpRequest request) => TwilioAnswer.NotFound(request));
        app.MapPhones();
    }
}

/// <summary>Moves messages on, a status a tick, so that a sender sees each.</summary>
internal sealed class MessageWorker(MessageBook book, ILogger<MessageWorker> log)
    : SandboxWorker(TimeProvider.System, TimeSpan.FromMilliseconds(250), log)
{
    protected override async Task<bool> Work(CancellationToken stopping)
    {
        await book.Advance();
        return false;
    }
}
