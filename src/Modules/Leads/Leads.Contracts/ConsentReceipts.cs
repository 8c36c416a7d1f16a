using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>Proof of what was agreed to, signed so that anyone can check it without us: a JWS in flattened JSON (RFC 7515), ES256.</summary>
/// <remarks>Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record GetConsentReceipt(LeadId Lead) : IQuery<ConsentReceipt>;

/// <param name="Json"><c>{"protected":…,"payload":…,"signature":…}</c></param>
public sealed record ConsentReceipt(string Json);

/// <summary>Whether a receipt is ours, to the byte. Never refused: what cannot be read is not genuine.</summary>
public sealed record CheckConsentReceipt(string? Json) : IQuery<CheckedReceipt>;

/// <param name="Fault">Null when genuine; else <c>unreadable</c>, <c>unknown-key</c> or <c>altered</c>.</param>
/// <param name="Payload">What was signed; null unless genuine.</param>
public sealed record CheckedReceipt(string? Fault, ReceiptPayload? Payload);

/// <summary>What a receipt says.</summary>
/// <param name="Subject">Hashes by which a person, or who called them, can tell that the receipt is about them.</param>
public sealed record ReceiptPayload(
    string Format, LeadId Lead, string Issuer, ReceiptSubject? Subject, string Service, int Quotes, DateTimeOffset IssuedAt,
    IReadOnlyList<ReceiptConsent> Consents);

/// <param name="EmailSha256">Hex SHA-256 of the address, trimmed and in lower case, UTF-8.</param>
/// <param name="PhoneSha256">Hex SHA-256 of the number in E.164.</param>
public sealed record ReceiptSubject(string EmailSha256, string PhoneSha256);

public sealed record ReceiptConsent(string Key, string Version, string Locale, string Text, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt);

/// <summary>The public keys that check receipts, as a JWK set (RFC 7517): the signing one first, retired ones after it.</summary>
public sealed record GetReceiptKeys : IQuery<ReceiptKeys>;

/// <param name="Json">A JWK set.</param>
public sealed record ReceiptKeys(string Json);
