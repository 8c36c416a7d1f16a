using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LeadMarket.Leads.Infrastructure.Receipts;
using LeadMarket.TestKit;

namespace LeadMarket.Leads.Tests.Receipts;

public sealed class ReceiptKeyTests
{
    [Fact]
    public void A_new_key_signs_from_its_day_on_and_the_old_one_still_checks()
    {
        var (older, newer) = (Seals.NewKey(), Seals.NewKey());
        var before = Seals.With(older).Sign(Seals.Payload).Json;

        var rotated = Seals.With(newer, older);
        var after = rotated.Sign(Seals.Payload).Json;

        rotated.Check(before).Fault.ShouldBeNull();
        rotated.Check(after).Fault.ShouldBeNull();
        Seals.With(newer).Check(after).Fault.ShouldBeNull();
        Seals.With(newer).Check(before).Fault.ShouldBe("unknown-key");
    }

    [Fact]
    public void The_published_set_holds_every_key_once_the_signing_one_first_and_no_private_half()
    {
        var (older, newer) = (Seals.NewKey(), Seals.NewKey());

        var keys = JsonDocument.Parse(Seals.With(newer, older, newer).PublicKeys).RootElement.GetProperty("keys").EnumerateArray().ToList();

        keys.Select(key => key.GetProperty("kid").GetString()).ShouldBe([ReceiptKey.Read(newer)!.Id, ReceiptKey.Read(older)!.Id]);
        keys.ShouldAllBe(key => key.EnumerateObject().Select(member => member.Name).SequenceEqual(new[] { "kty", "crv", "x", "y", "use", "alg", "kid" }));
    }

    [Fact]
    public void A_key_is_named_by_its_thumbprint()
    {
        var jwk = JsonDocument.Parse(ReceiptKey.Read(MarketSettings.ReceiptKey)!.Jwk).RootElement;

        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{jwk.GetProperty("x")}}","y":"{{jwk.GetProperty("y")}}"}""";
        jwk.GetProperty("kid").GetString().ShouldBe(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
    }

    [Fact]
    public void No_key_at_all_is_refused_at_start() =>
        Faults().ShouldBe(["Receipts:SigningKeys:0 is missing: the P-256 private key that signs consent receipts, PKCS#8, in hex."]);

    public static TheoryData<string, string> Unfit => new()
    {
        { "blank", "" },
        { "not hex", "not hex" },
        { "half a byte", MarketSettings.ReceiptKey[..^1] },
        { "cut short", MarketSettings.ReceiptKey[..^2] },
        { "with more behind it", MarketSettings.ReceiptKey + "00" },
        { "of another curve", Seals.NewKey(ECCurve.NamedCurves.nistP384) },
        { "of another curve as long", Seals.NewKey(ECCurve.CreateFromFriendlyName("secp256k1")) },
        { "RSA", Rsa() },
        { "public", PublicHalf() },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void A_key_that_cannot_sign_is_named_at_start(string what, string key) =>
        Faults(MarketSettings.ReceiptKey, key).ShouldBe(["Receipts:SigningKeys:1 is not a P-256 private key, PKCS#8, in hex."], what);

    [Fact]
    public void A_good_key_passes_whatever_the_case_of_its_digits() => Faults($" {MarketSettings.ReceiptKey.ToUpperInvariant()}\n").ShouldBeEmpty();

    private static IEnumerable<string> Faults(params string[] keys) =>
        new ReceiptOptionsValidator().Validate(null, new ReceiptOptions { SigningKeys = keys }).Failures ?? [];

    private static string Rsa()
    {
        using var key = RSA.Create(2048);
        return Convert.ToHexString(key.ExportPkcs8PrivateKey());
    }

    private static string PublicHalf()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToHexString(key.ExportSubjectPublicKeyInfo());
    }
}
