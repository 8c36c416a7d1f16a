using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Market.Tests.Properties;

/// <param name="State">As the table spells it.</param>
/// <param name="Kind"><c>lead</c> or <c>upgrade</c>.</param>
/// <param name="Return">The state of its return, as the table spells it; null when nobody asked.</param>
internal sealed record Purchase(Guid Id, Guid Contractor, Guid Listing, string State, string Kind, Guid? ReturnId, string? Return)
{
    /// <summary>Its buyer gave it back, and that was approved.</summary>
    public bool Returned => Return is "approved";

    public ReturnId AskedBack => new(ReturnId ?? Guid.Empty);

    public UnlockId Unlock => new(Id);

    public ContractorId Buyer => new(Contractor);
}

/// <summary>A few contractors, three leads and two codes of their own on the shared database, and what is known of them.</summary>
internal sealed class Town(Modules modules)
{
    private static readonly string[] Services = ["ev-charger", "heat-pump", "solar-panels"];
    private static readonly long[] PlanPrices = [.. Modules.Market.Plans.Select(plan => plan.LeadPrice.Cents)];
    private IReadOnlyList<string> _bookFaultsBefore = [];

    public Modules Modules => modules;

    public List<ContractorId> Contractors { get; } = [];

    public List<(LeadId Lead, ListingId Listing)> Leads { get; } = [];

    /// <summary>A fifth off, three uses, two of them by one contractor.</summary>
    public string Code { get; } = $"P{Guid.NewGuid():N}"[..16].ToUpperInvariant();

    /// <summary>All off, twice, once by one contractor.</summary>
    public string FreeCode { get; } = $"G{Guid.NewGuid():N}"[..16].ToUpperInvariant();

    /// <summary>The plan each was given last.</summary>
    public Dictionary<ContractorId, string> Plans { get; } = [];

    public async Task Open()
    {
        _bookFaultsBefore = await AuditBooks();
        var now = modules.Clock.Now;
        await Done(Actor.Staff, new CreateCoupon(Code, 20, 3, 2, now, null));
        await Done(Actor.Staff, new CreateCoupon(FreeCode, 100, 2, 1, now, null));
        for (var n = 0; n < Steps.Contractors; n++)
        {
            var contractor = new ContractorId(Guid.CreateVersion7(now));
            await Done(Actor.Contractor(contractor), new OpenContractorAccount(contractor, $"Entreprise {n}", "Dominique Roy", $"{contractor.Value:N}@example.com", "514 555-0199", "fr"));
            await Done(Actor.Contractor(contractor), new SetCoverage(contractor, ["montreal"], Services));
            await Done(Actor.Staff, new GrantCredit(Guid.CreateVersion7(now), contractor, 1000 * (n + 1), "Geste commercial"));
            Contractors.Add(contractor);
        }

        // Half of them have kept a card.
        await modules.Execute(
            """
            insert into billing.saved_cards (payment_method, contractor_id, brand, last4, expiry_month, expiry_year, is_default, saved_at)
            select 'pm_' || id, id, 'visa', '4242', 12, 2099, true, @now from unnest(@owners) as id
            """, new { now, owners = Contractors.Take(Steps.Contractors / 2).Select(contractor => contractor.Value).ToArray() });

        // Shared by three, shared by two, and exclusive.
        for (var n = 0; n < Steps.Leads; n++)
        {
            var lead = LeadId.New(now);
            var listed = new LeadListed(lead, Services[n], "montreal", "Plateau Mont-Royal", "H2X", "under-5000", "now",
                new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), 3 - n, "fr", now);
            (await modules.Publish(Guid.CreateVersion7(now), listed)).IsFailure.ShouldBeFalse();
            Leads.Add((lead, (await modules.Send(Actor.System, new FindListing(lead))).Value));
        }

        // By then they are open to every plan.
        modules.Clock.Advance(Modules.Market.Plans.Max(plan => plan.Wait));
    }

    /// <summary>Everybody moves away: no lead of another town is theirs to hear of, and nobody asks for their plans.</summary>
    public Task Close() => modules.Execute(
        "update purchasing.contractors set paused_at = @now, plan_asked_at = @never where id = any(@contractors)",
        new { now = modules.Clock.Now, never = modules.Clock.Now.AddYears(100), contractors = Contractors.Select(contractor => contractor.Value).ToArray() });

    /// <summary>Every purchase in town, the latest first: no two began at one moment.</summary>
    public Task<IReadOnlyList<Purchase>> Purchases() => modules.Rows<Purchase>(
        """
        select u.id as "Id", u.contractor_id as "Contractor", u.listing_id as "Listing", u.state as "State", u.kind as "Kind", r.id as "ReturnId", r.state as "Return"
        from purchasing.unlocks u left join purchasing.returns r on r.unlock_id = u.id
        where u.listing_id = any(@listings) order by u.reserved_at desc
        """, new { listings = Leads.Select(lead => lead.Listing.Value).ToArray() });

    public LeadId LeadOf(Purchase purchase) => Leads.First(lead => lead.Listing.Value == purchase.Listing).Lead;

    /// <summary>The homeowner whose lead it is.</summary>
    public Actor OwnerOf(Purchase purchase) => Actor.Homeowner(LeadOf(purchase).Value);

    /// <summary>Which rules are broken now.</summary>
    public Task<IReadOnlyList<string>> Broken(string rules) => modules.Rows<string>(rules, new
    {
        listings = Leads.Select(lead => lead.Listing.Value).ToArray(),
        contractors = Contractors.Select(contractor => contractor.Value).ToArray(),
        codes = new[] { Code, FreeCode },
        prices = PlanPrices,
        exclusive = Modules.Market.ExclusivePriceOf(Services[^1])!.Value.Cents,
    });

    /// <summary>What does not add up in the books, and did when this town was founded: one that failed before it may have left something.</summary>
    public async Task<IReadOnlyList<string>> BookFaults() => [.. (await AuditBooks()).Except(_bookFaultsBefore, StringComparer.Ordinal)];

    public Task<IReadOnlyList<string>> Picture() => Broken(Rules.Picture);

    public Task<IReadOnlyList<string>> PictureOf(ContractorId contractor) => modules.Rows<string>(Rules.PictureOfOne, new { contractor = contractor.Value });

    private async Task<IReadOnlyList<string>> AuditBooks() => (await modules.Send(Actor.System, new AuditLedger())).Value.Faults;

    private async Task Done(Actor actor, IRequest<Result> request)
    {
        var outcome = await modules.Send(actor, request);
        outcome.IsFailure.ShouldBeFalse(outcome.IsFailure ? $"{request}: {outcome.Error.Code}" : null);
    }
}
