using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>Sends a one-time code by text to the lead's telephone.</summary>
/// <remarks>A vendor that does not answer is no refusal: the state is then <c>waiting</c> and the lead is kept. Refused with
/// <c>leads.lead-not-found</c>, <c>leads.phone-already-verified</c>, <c>leads.code-too-soon</c> (with when), <c>leads.too-many-codes</c>
/// (the sixth within ten minutes, with when), <c>leads.too-many-checks</c> (five wrong tries: another text would only invite more), <c>leads.phone-unreachable</c>, <c>leads.lead-ended</c>.</remarks>
public sealed record SendPhoneCode(LeadId Lead) : IProcess<PhoneCode>;

/// <summary>Checks what the homeowner typed; the right code verifies the lead, once.</summary>
/// <remarks>Refused with <c>leads.code-missing</c>, <c>leads.code-malformed</c>, <c>leads.code-wrong</c> (field <c>code</c>, limit: tries left),
/// <c>leads.too-many-checks</c>, <c>leads.code-expired</c>, <c>leads.code-not-sent</c>, <c>leads.verification-unavailable</c>.</remarks>
public sealed record CheckPhoneCode(LeadId Lead, string? Code) : IProcess<PhoneCode>;

/// <summary>Where the verification stands. Refused with <c>leads.lead-not-found</c>.</summary>
public sealed record GetPhoneCode(LeadId Lead) : IQuery<PhoneCode>;

/// <summary>An operator reached the homeowner by other means and vouches for the telephone.</summary>
/// <remarks>Refused with <c>leads.lead-not-found</c>, <c>leads.illegal-move</c>.</remarks>
public sealed record VouchForPhone(LeadId Lead) : ICommand;

/// <param name="State"><c>none</c>, <c>sent</c>, <c>waiting</c> (the vendor took nothing; try again), <c>verified</c>.</param>
/// <param name="Status">The lead's status, lower case.</param>
/// <param name="PhoneEnding">The last two digits: enough for the homeowner to see which number it is.</param>
/// <param name="ResendAt">When another code may be asked for.</param>
/// <param name="ExpiresAt">When the code sent ends.</param>
public sealed record PhoneCode(
    LeadId Lead, string State, string Status, string PhoneEnding, int SendsLeft, int ChecksLeft, DateTimeOffset? ResendAt, DateTimeOffset? ExpiresAt);
