using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace LeadMarket.Web.Development;

/// <param name="Plan">A plan key; the market's first when absent.</param>
/// <param name="Region">Region key of the leads; any when absent.</param>
/// <param name="Service">Service key of the leads; each in turn when absent.</param>
/// <param name="Coupon">A code to make, if it is not there yet.</param>
internal sealed record SeedOrder(int Contractors = 0, int Leads = 0, string? Plan = null, string? Region = null, string? Service = null, SeedCoupon? Coupon = null);

internal sealed record SeedCoupon(string Code, int PercentOff, int TotalCap, int PerContractorCap);

internal sealed record Seeded(IReadOnlyList<SeededContractor> Contractors, IReadOnlyList<SeededLead> Leads);

internal sealed record SeededContractor(ContractorId Id, string Email, string Token);

internal sealed record SeededLead(LeadId LeadId, ListingId ListingId);

/// <summary>Makes confirmed contractors that cover everything, and listed leads, by the same commands that people's forms send.</summary>
internal sealed class Seeding(
    IMediator modules, ActorContext actor, UserManager<UserAccount> users, AccessTokens tokens, Market market, TimeProvider clock)
{
    private const int Most = 2000;

    /// <summary>Hashed once for all seeded accounts: a deliberately slow hash would make two hundred of them take half a minute.</summary>
    public const string Password = "sandbox-password";

    public async Task<Seeded> Seed(SeedOrder order, CancellationToken cancel)
    {
        if (order.Coupon is { } coupon)
        {
            actor.Become(Actor.Staff);
            var made = await modules.Send(
                new CreateCoupon(coupon.Code, coupon.PercentOff, coupon.TotalCap, coupon.PerContractorCap, clock.GetUtcNow(), null), cancel);
            if (made.IsFailure && made.Error.Code != "coupons.code-taken") throw Refused(made.Error);
        }

        var contractors = new List<SeededContractor>();
        var hash = users.PasswordHasher.HashPassword(new UserAccount(), Password);
        for (var n = 0; n < Math.Min(order.Contractors, Most); n++)
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            contractors.Add(await MakeContractor(id, $"pro-{id.ToString("N")[^12..]}@example.com", $"Rénovation {n + 1}", hash, order.Plan, cancel));
        }

        var submitted = new List<LeadId>();
        for (var n = 0; n < Math.Min(order.Leads, Most); n++) submitted.Add(await SubmitLead(n, order, cancel));
        var leads = new List<SeededLead>();
        foreach (var lead in submitted) leads.Add(new SeededLead(lead, await ListingOf(lead, cancel)));
        return new Seeded(contractors, leads);
    }

    /// <summary>A contractor who has confirmed their address and wants every lead.</summary>
    public async Task<SeededContractor> MakeContractor(Guid id, string email, string company, string passwordHash, string? plan, CancellationToken cancel)
    {
        var contractor = new ContractorId(id);
        actor.Become(Actor.Contractor(contractor));
        await Done(new OpenContractorAccount(contractor, company, "Camille Tremblay", email, "514 555-0142", market.DefaultLocale), cancel);
        await Done(new SetCoverage(contractor, [.. market.Regions.Select(region => region.Key)], [.. market.Services.Select(service => service.Key)]), cancel);
        if (plan is not null)
        {
            actor.Become(Actor.System);
            await Done(new AssignPlan(contractor, plan), cancel);
        }

        var user = new UserAccount
        {
            Id = id, UserName = email, Email = email, EmailConfirmed = true, DisplayName = "Camille Tremblay", Locale = market.DefaultLocale, PasswordHash = passwordHash,
        };
        Succeeded(await users.CreateAsync(user));
        Succeeded(await users.AddToRoleAsync(user, Roles.Contractor));
        return new SeededContractor(contractor, email, (await tokens.Issue(user)).AccessToken);
    }

    private async Task<LeadId> SubmitLead(int n, SeedOrder order, CancellationToken cancel)
    {
        actor.Become(Actor.Anonymous);
        var submitted = await modules.Send(SampleLeads.Request(market, n, order.Service, order.Region), cancel);
        if (submitted.IsFailure) throw Refused(submitted.Error);

        // Nobody is at the other end to type a code.
        actor.Become(Actor.Staff);
        if (market.Intake.VerifiesPhones) await Done(new VouchForPhone(submitted.Value.Id), cancel);
        return submitted.Value.Id;
    }

    /// <summary>The listing follows by an event; waits for it, so that what is answered can be bought at once.</summary>
    private async Task<ListingId> ListingOf(LeadId lead, CancellationToken cancel)
    {
        actor.Become(Actor.System);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var listing = await modules.Send(new FindListing(lead), deadline.Token);
            if (!listing.IsFailure) return listing.Value;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        }
    }

    private async Task Done(ICommand command, CancellationToken cancel)
    {
        var outcome = await modules.Send(command, cancel);
        if (outcome.IsFailure) throw Refused(outcome.Error);
    }

    private static void Succeeded(IdentityResult outcome)
    {
        if (!outcome.Succeeded) throw new InvalidOperationException(string.Join(", ", outcome.Errors.Select(error => error.Code)));
    }

    private static BadHttpRequestException Refused(Error error) =>
        new($"Seeding was refused: {error.Code} {string.Join(", ", error.Fields.Select(field => $"{field.Field} {field.Code}"))}");
}
