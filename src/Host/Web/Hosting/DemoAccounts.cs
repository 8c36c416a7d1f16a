using LeadMarket.Kernel.Markets;
using LeadMarket.Web.Development;
using LeadMarket.Web.Identity;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Hosting;

/// <param name="Role">A name of <see cref="Roles"/>.</param>
public sealed record DemoAccount(string Role, string Email, string Password);

/// <summary>One account for each role that has pages, offered on the sign-in page. Sandbox mode only.</summary>
internal sealed class DemoAccounts(IServiceScopeFactory scopes, Market market)
{
    private static readonly Guid Contractor = Guid.Parse("0193f000-0000-7000-8000-0000000000c1");
    private static readonly Guid Operator = Guid.Parse("0193f000-0000-7000-8000-0000000000a1");

    public IReadOnlyList<DemoAccount> All { get; } =
    [
        new(Roles.Contractor, "entrepreneur@example.com", Seeding.Password),
        new(Roles.Staff, "admin@example.com", Seeding.Password),
    ];

    /// <summary>Makes those that are not there yet. Part of migrating, so that no two starting hosts race to it.</summary>
    public async Task Make(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>();
        var hash = users.PasswordHasher.HashPassword(new UserAccount(), Seeding.Password);
        if (await users.FindByIdAsync(Contractor.ToString()) is null)
            await scope.ServiceProvider.GetRequiredService<Seeding>().MakeContractor(Contractor, All[0].Email, "Rénovation Démo inc.", hash, FirstToSee(), cancel);
        if (await users.FindByIdAsync(Operator.ToString()) is not null) return;

        var staff = new UserAccount
        {
            Id = Operator, UserName = All[1].Email, Email = All[1].Email, EmailConfirmed = true, DisplayName = "Admin", Locale = market.DefaultLocale, PasswordHash = hash,
        };
        await users.CreateAsync(staff);
        await users.AddToRoleAsync(staff, Roles.Staff);
    }

    // Whoever tries the product sends a request and looks for it on the board: on this plan it is there at once.
    private string FirstToSee() => market.Plans.MinBy(plan => plan.Wait)!.Key;
}
