using System.Security.Cryptography;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Infrastructure.Receipts;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Tests.Receipts;

internal static class Seals
{
    public static ReceiptPayload Payload { get; } = new(
        "leadmarket-consent-receipt/1", LeadId.New(Forms.Now), "Test inc.", new ReceiptSubject("ab", "cd"), "ev-charger", 2, Forms.Now,
        [new ReceiptConsent("contact", "2026-11", "fr", "Jusqu'à 2 entrepreneurs peuvent me joindre.", Forms.Now, null)]);

    public static ReceiptSeal With(params string[] keys) => new(Options.Create(new ReceiptOptions { SigningKeys = keys }));

    /// <summary>A private key as the configuration takes it.</summary>
    public static string NewKey(ECCurve? curve = null)
    {
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        return Convert.ToHexString(key.ExportPkcs8PrivateKey());
    }
}
