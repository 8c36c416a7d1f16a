using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
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

    // As the page of a spent link says.
    private static readonly TimeSpan ConfirmationLife = TimeSpan.FromDays(1);

    // Long enough to find the telephone, or the sheet of recovery codes.
    private static readonly TimeSpan CodePatience = TimeSpan.FromMinutes(10);

    // A session that a new password ends lives this much longer.
    private static readonly TimeSpan StampCheckedEvery = TimeSpan.FromMinutes(1);

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
                    RequiredLength = PasswordRules.Shortest,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                options.Tokens.PasswordResetTokenProvider = PasswordResetTokens.Name;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<HostDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<PasswordResetTokens>(PasswordResetTokens.Name);
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = ConfirmationLife);
        services.AddScoped<Registration>().AddScoped<PasswordReset>().AddScoped<PasswordLink>().AddScoped<NewAccounts>().AddScoped<AccessTokens>();
        services.AddSingleton<BehindTheAnswer>().AddHostedService(provider => provider.GetRequiredService<BehindTheAnswer>());
        services.AddScoped<Credentials>().AddSingleton<WrongTries>().AddScoped<TwoStep>().AddScoped<Sessions>().AddScoped<AccountSecurity>().AddScoped<SecurityNotices>();

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddBearerToken(BearerTokenDefaults.AuthenticationScheme, bearer => bearer.Events.OnMessageReceived = TokenRevocation.Check)
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
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie =>
        {
            cookie.Cookie.Name = "leadmarket.second-step";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = CodePatience;
            // The password was right once: asking for the page again must not make that last.
            cookie.SlidingExpiration = false;
        });
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = StampCheckedEvery);
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
