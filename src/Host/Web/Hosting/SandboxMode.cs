using LeadMarket.Web.Development;

namespace LeadMarket.Web.Hosting;

/// <summary>Whether vendors are played by the Sandbox. Development only.</summary>
/// <param name="Url">The Sandbox's address; null: real vendors.</param>
/// <param name="Secret">What the Sandbox must show to seed.</param>
public sealed record SandboxMode(Uri? Url, string? Secret)
{
    public bool IsOn => Url is not null;
}

internal static class SandboxModeRegistration
{
    /// <exception cref="InvalidOperationException">Asked for outside Development.</exception>
    public static void AddSandboxMode(this WebApplicationBuilder builder)
    {
        var mode = new SandboxMode(builder.Configuration.GetValue<Uri>("Sandbox:Url"), builder.Configuration["Sandbox:Secret"]);
        if (mode.IsOn && !builder.Environment.IsDevelopment())
            throw new InvalidOperationException("Sandbox:Url is set outside Development: pretended payments would pass for real ones.");

        builder.Services.AddSingleton(mode);
        if (!mode.IsOn) return;
        builder.Services.AddSingleton<MovableClock>();
        builder.Services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<MovableClock>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<MovableClock.Follower>());
        builder.Services.AddSingleton<MovableClock.Follower>();
        builder.Services.AddScoped<Seeding>();
        builder.Services.AddSingleton<DemoAccounts>();
        CrashPoint.Arm(builder.Configuration);
    }
}
