using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Application.ConsentReceipts;

/// <summary>Signs receipts, and tells ours from others.</summary>
internal interface IReceiptSeal
{
    /// <summary>The public keys, as a JWK set.</summary>
    string PublicKeys { get; }

    ConsentReceipt Sign(ReceiptPayload payload);

    CheckedReceipt Check(string? json);
}
