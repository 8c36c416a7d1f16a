using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LeadMarket.Web.Identity;

/// <summary>Accounts, cookies for pages, tokens for the API, and keys that all hosts share.</summary>
internal static class IdentityRegistration
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromDays(14);

    public static void AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<HostDbContext>((provider, options) => options.UseNpgsql(
            provider.GetRequiredKeyedService<NpgsqlDataSource>(JobRegistration.HostDataSource),
            npgsql => npgsql.MigrationsHistoryTable(ModuleDbContext.MigrationsTable, HostDbContext.SchemaName)));
        services.AddIdentityCore<UserAccount>(options =>
            {
                options.User.RequireUniqueEmail = true;

                // Addresses are their own user names, and were checked as addresses: o'brien@… and rené@… are people too.
                options.User.AllowedUserNameCharacters = "";
                options.Password = new PasswordOptions
                {
                    // Length is what protects; rules about symbols only make people write passwords down (NIST SP 800-63B).
                    RequiredLength = Registration.ShortestPassword,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<HostDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddScoped<Registration>().AddScoped<AccessTokens>();

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddBearerToken(BearerTokenDefaults.AuthenticationScheme)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "leadmarket.session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = SessionLength;
            cookie.Events.OnRedirectToLogin = SignInPage.Challenge;
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Contractor, policy => policy.RequireRole(Roles.Contractor))
            .AddPolicy(Policies.Staff, policy => policy.RequireRole(Roles.Staff))
            .AddPolicy(Policies.ContractorOrStaff, policy => policy.RequireRole(Roles.Contractor, Roles.Staff))
            .AddPolicy(Policies.ContractorApi, policy => policy
                .AddAuthenticationSchemes(BearerTokenDefaults.AuthenticationScheme)
                .RequireRole(Roles.Contractor))
            // An endpoint that forgot to say who may use it is closed, not open.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddSingleton<KeyRing>().AddSingleton<KeyEncryption>();
        services.AddDataProtection().SetApplicationName("LeadMarket");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            (keys.XmlRepository, keys.XmlEncryptor) = (provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<KeyEncryption>())));
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "leadmarket.form");
    }
}
