using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Receipts;

/// <summary>Configuration section <c>Receipts</c>.</summary>
internal sealed class ReceiptOptions
{
    public const string Section = "Receipts";

    /// <summary>P-256 private keys, PKCS#8, in hex. The first signs; all of them check, so that a new key put first retires no receipt.</summary>
    public string[] SigningKeys { get; set; } = [];
}

/// <summary>Checked at start: a key that cannot sign is found by the operator, not by the first homeowner.</summary>
internal sealed class ReceiptOptionsValidator : IValidateOptions<ReceiptOptions>
{
    public ValidateOptionsResult Validate(string? name, ReceiptOptions options)
    {
        if (options.SigningKeys.Length == 0)
            return ValidateOptionsResult.Fail("Receipts:SigningKeys:0 is missing: the P-256 private key that signs consent receipts, PKCS#8, in hex.");

        var faults = options.SigningKeys.Index()
            .Where(key => ReceiptKey.Read(key.Item) is null)
            .Select(key => $"Receipts:SigningKeys:{key.Index} is not a P-256 private key, PKCS#8, in hex.")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
