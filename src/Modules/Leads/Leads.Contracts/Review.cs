using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>Requests for staff to look through, newest first, at most 200.</summary>
/// <param name="View"><c>held</c> (waiting for a decision), <c>rejected</c>, <c>problems</c> (a homeowner reported one), or <c>all</c>.</param>
public sealed record ListForReview(string View) : IQuery<IReadOnlyList<ReviewedLead>>;

/// <param name="Score">0 (worst) to 100; null before it was judged.</param>
/// <param name="Reasons">Codes of what lowered the score: <c>quality.disposable-email</c>, <c>quality.trap</c>, <c>quality.too-fast</c>,
/// <c>quality.foreign-area-code</c>, <c>quality.unserved-area</c>, <c>quality.many-from-address</c>, <c>quality.odd-name</c>; and of what makes it a
/// duplicate, <c>quality.same-phone</c> or <c>quality.same-email</c>.</param>
/// <param name="Contact">What staff need to reach them; null once erased.</param>
public sealed record ReviewedLead(
    LeadId Id, string Status, bool Held, LeadId? DuplicateOf, int? Score, IReadOnlyList<string> Reasons, string Service, string Area, string Region,
    DateTimeOffset SubmittedAt, bool PhoneVerified, LeadContact? Contact, IReadOnlyList<ProblemView> Problems);

/// <summary>Lists a held lead, or refuses it. A duplicate is refused whatever staff say.</summary>
/// <remarks>Refused with <c>leads.lead-not-found</c>, <c>leads.not-held</c>.</remarks>
public sealed record ReviewLead(LeadId Lead, bool Approve) : ICommand;

/// <summary>Tells how many contractors have paid: the lead is sold out at its capacity, and listed again below it. Sent by Purchasing.</summary>
/// <remarks>Idempotent; does nothing to a lead that has ended. Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record RecordSales(LeadId Lead, int Sold, int Capacity) : ICommand;

/// <summary>Leads listed lately, for social proof: nothing that tells who asked. Newest first, at most 10, of the last 72 hours.</summary>
public sealed record GetRecentLeads : IQuery<IReadOnlyList<RecentLead>>;

/// <param name="Town">Municipality or sector.</param>
/// <param name="Age">Coarse: <c>hour</c>, <c>day</c> or <c>days</c>.</param>
public sealed record RecentLead(string Service, string Town, string Region, string Age);
