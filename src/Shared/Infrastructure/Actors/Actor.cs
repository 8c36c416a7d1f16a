using LeadMarket.Kernel;

namespace LeadMarket.Infrastructure.Actors;

/// <summary>On whose behalf the database is asked. Row level security decides by it, so a forgotten WHERE shows nothing.</summary>
/// <param name="Kind">As the policies spell it.</param>
/// <param name="Id">The contractor's, the draft's or the lead's id; absent for the others.</param>
public sealed record Actor(string Kind, Guid? Id = null)
{
    /// <summary>The product itself: jobs, deliveries, webhooks.</summary>
    public static readonly Actor System = new("system");

    /// <summary>An operator or marketer.</summary>
    public static readonly Actor Staff = new("staff");

    /// <summary>A visitor who has not said who they are.</summary>
    public static readonly Actor Anonymous = new("anonymous");

    public static Actor Contractor(ContractorId id) => new("contractor", id.Value);

    /// <summary>A homeowner at their own form, known by its secret id, or at their own page, known by their lead once the host has
    /// checked their link.</summary>
    public static Actor Homeowner(Guid draftOrLead) => new("homeowner", draftOrLead);
}
