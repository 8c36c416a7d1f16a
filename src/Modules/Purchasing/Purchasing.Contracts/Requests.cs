using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>The homeowner wants no more contractors. The listing closes first: from that moment on no buyer is let in, open checkouts
/// are ended and money still on its way goes back. Then the lead itself closes.</summary>
/// <remarks>Idempotent. Sent as the homeowner of the lead. Refused with <c>leads.lead-not-found</c>, <c>leads.illegal-move</c>.</remarks>
public sealed record CloseRequest(LeadId Lead) : IProcess;

/// <summary>As <see cref="CloseRequest"/>, and every buyer loses the contact and is told so.</summary>
/// <remarks>Idempotent. Sent as the homeowner. Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record WithdrawRequest(LeadId Lead) : IProcess;

/// <summary>As <see cref="WithdrawRequest"/>, and the homeowner's details are destroyed everywhere.</summary>
/// <remarks>Idempotent. Sent as the homeowner. Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record EraseRequest(LeadId Lead) : IProcess;

/// <summary>Takes the contact back from one buyer, who is told so. The request itself goes on.</summary>
/// <remarks>Idempotent. Sent as the homeowner. Refused with <c>purchasing.unlock-not-found</c>.</remarks>
public sealed record WithdrawFromBuyer(LeadId Lead, UnlockId Unlock) : IProcess;

/// <summary>Who has, or had, a homeowner's details, first come first. Asked as the homeowner of the lead, or as the system.</summary>
public sealed record ListBuyers(LeadId Lead) : IQuery<IReadOnlyList<Buyer>>;

/// <param name="Phone">The company's, as they wrote it, so that the homeowner recognises a call.</param>
/// <param name="DeliveredAt">When they got the details.</param>
/// <param name="WithdrawnAt">When the details were taken back.</param>
public sealed record Buyer(UnlockId Unlock, string Company, string Phone, DateTimeOffset DeliveredAt, DateTimeOffset? WithdrawnAt);

/// <summary>Region keys that a contractor covers today, most covered first; for social proof without invented numbers.</summary>
public sealed record ListActiveRegions : IQuery<IReadOnlyList<string>>;
