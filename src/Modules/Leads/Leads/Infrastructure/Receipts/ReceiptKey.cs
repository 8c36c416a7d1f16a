using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.Leads.Infrastructure.Receipts;

/// <summary>One P-256 key pair: ES256 of RFC 7518, section 3.4.</summary>
internal sealed class ReceiptKey
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int HalfSignature = 32;

    // The order of the curve's group (NIST SP 800-186, section 3.2.1.3).
    private static readonly BigInteger Order =
        BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private readonly ECParameters _parameters;

    private ReceiptKey(ECParameters parameters)
    {
        _parameters = parameters;
        var (x, y) = (Base64Url.EncodeToString(parameters.Q.X), Base64Url.EncodeToString(parameters.Q.Y));

        // RFC 7638: the required members, in the order of their names, without white space.
        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
        Jwk = $$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}","use":"sig","alg":"ES256","kid":"{{Id}}"}""";
    }

    /// <summary>The key's thumbprint.</summary>
    public string Id { get; }

    /// <summary>The public half, as JSON.</summary>
    public string Jwk { get; }

    /// <summary>The key, or <c>null</c> when this is not a P-256 private key, PKCS#8, in hex.</summary>
    public static ReceiptKey? Read(string hex)
    {
        try
        {
            using var key = ECDsa.Create();
            var der = Convert.FromHexString(hex.Trim());
            key.ImportPkcs8PrivateKey(der, out var read);
            var parameters = key.ExportParameters(includePrivateParameters: true);
            return read == der.Length && parameters.Curve.Oid?.Value is P256 ? new ReceiptKey(parameters) : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>r and s, 32 bytes each, with the lesser s.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content)
    {
        using var key = ECDsa.Create(_parameters);
        var signature = key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        if (!HasLesserS(signature)) Complement(signature);
        return signature;
    }

    public bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * HalfSignature || !HasLesserS(signature)) return false;
        using var key = ECDsa.Create(_parameters);
        return key.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    // With (r, s) also (r, order - s) verifies, and anybody can reckon it. One of the two is ours, or a receipt could be
    // altered and still pass.
    private static bool HasLesserS(ReadOnlySpan<byte> signature) => S(signature) <= Order / 2;

    private static void Complement(Span<byte> signature)
    {
        var s = (Order - S(signature)).ToByteArray(isUnsigned: true, isBigEndian: true);
        var half = signature[HalfSignature..];
        half.Clear();
        s.CopyTo(half[(HalfSignature - s.Length)..]);
    }

    private static BigInteger S(ReadOnlySpan<byte> signature) => new(signature[HalfSignature..], isUnsigned: true, isBigEndian: true);
}
