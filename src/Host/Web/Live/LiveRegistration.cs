namespace LeadMarket.Web.Live;

/// <summary>What comes to open pages by itself.</summary>
internal static class LiveRegistration
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<BoardWatch>().AddSingleton<BoardStreams>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardWatch>());
    }

    public static void MapLive(this IEndpointRouteBuilder endpoints) => BoardStreams.Map(endpoints);
}
