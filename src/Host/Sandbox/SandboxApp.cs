using System.Net;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Mail;
using LeadMarket.Sandbox.Meta;
using LeadMarket.Sandbox.Pages;
using LeadMarket.Sandbox.Seed;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe;
using LeadMarket.Sandbox.Twilio;
using LeadMarket.Sandbox.Vendors;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Sandbox;

/// <summary>Stand-ins for the vendors, for development and tests: a process of its own that can never run in Production.</summary>
public static class SandboxApp
{
    private const string DefaultUrls = "http://127.0.0.1:5081";

    /// <summary>Builds the program and creates its tables; the caller runs it.</summary>
    /// <exception cref="SandboxRefusesToStart">In Production, on an address others can reach, or without a database.</exception>
    public static async Task<WebApplication> Create(string[] args, Action<IConfigurationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Tests and `dotnet path/to.dll` start it from elsewhere: its own folder and assembly hold its pages.
            ApplicationName = typeof(SandboxApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder.Configuration);
        if (builder.Environment.IsProduction())
            throw new SandboxRefusesToStart("The Sandbox does not run in Production. Set DOTNET_ENVIRONMENT=Development.");

        builder.WebHost.UseUrls(LoopbackOnly(builder.Configuration["urls"] ?? DefaultUrls));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddRooms(builder);

        var app = builder.Build();
        await app.Services.GetRequiredService<SandboxSchema>().Create();
        await app.Services.GetRequiredService<ClockRow>().Refresh(CancellationToken.None);
        await app.Services.GetRequiredService<VendorSwitches>().Load();
        MapRooms(app);
        return app;
    }

    private static void AddRooms(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(SandboxSettings.From(builder.Configuration));
        // Made by the container, which then closes its connections at the end.
        services.AddSingleton(_ => SandboxDatabase.Open(builder.Configuration));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<SandboxSchema>();
        services.AddSandboxClock().AddStripe().AddTwilio().AddMailbox().AddMeta().AddSeeding();
        services.AddSingleton<VendorSwitches>();
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/";
            // No cookie may be set (cookies ignore ports and would reach the host), and scripts post these forms too.
            pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
        });
        // A page elsewhere must not reach the Sandbox by pointing a name of its own at 127.0.0.1.
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
    }

    private static void MapRooms(WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(AnswerFailure));
        app.Use((http, next) =>
        {
            // No form-action: a paid form answers with a redirect to the shop, which form-action would block.
            http.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'self'";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return next(http);
        });
        app.UseMiddleware<VendorConduct>();
        app.MapStylesheets();
        app.MapVendorSwitches();
        app.MapClock();
        app.MapMailbox();
        app.MapSeeding();
        app.MapTwilio();
        app.MapMeta();
        app.MapStripe();
        app.MapRazorPages();
    }

    private static Task AnswerFailure(HttpContext http)
    {
        // A body that cannot be read is the sender's fault, not ours.
        var unreadable = http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException or InvalidDataException;
        http.Response.StatusCode = unreadable ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError;
        return http.Response.WriteAsJsonAsync(new
        {
            error = new
            {
                type = unreadable ? "invalid_request_error" : "api_error",
                message = unreadable ? "The request's body cannot be read." : "The Sandbox failed; its log says why.",
            },
        });
    }

    private static string[] LoopbackOnly(string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var address in addresses)
        {
            var local = Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && (uri.Host is "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
            if (!local) throw new SandboxRefusesToStart($"The Sandbox listens on this machine only; '{address}' is not a loopback address.");
        }

        return addresses;
    }
}
