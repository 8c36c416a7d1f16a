using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Infrastructure.Receipts;
using LeadMarket.TestKit;

namespace LeadMarket.Leads.Tests.Receipts;

public sealed class AlteredReceiptTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly ReceiptSeal Seal = Seals.With(MarketSettings.ReceiptKey);

    private readonly string _receipt = Seal.Sign(Seals.Payload).Json;

    [Fact]
    public void A_receipt_as_it_was_signed_is_genuine()
    {
        var result = Seal.Check(_receipt);

        result.Fault.ShouldBeNull();
        JsonSerializer.Serialize(result.Payload).ShouldBe(JsonSerializer.Serialize(Seals.Payload));
    }

    [Theory]
    [InlineData("protected")]
    [InlineData("payload")]
    [InlineData("signature")]
    public void One_altered_byte_anywhere_in_a_part_is_noticed(string part)
    {
        var text = Part(part);
        for (var at = 0; at < text.Length; at++)
        {
            var place = Alphabet.IndexOf(text[at], StringComparison.Ordinal);
            // The last bit of a part's last letter stands for nothing, and counts; the first bit always stands for something.
            foreach (var other in new[] { place ^ 1, place ^ 32 })
                ShouldFail(Replaced(part, text[..at] + Alphabet[other] + text[(at + 1)..]), $"{part}[{at}]");
        }
    }

    [Fact]
    public void No_byte_of_the_document_can_be_another_one()
    {
        for (var at = 0; at < _receipt.Length; at++)
        {
            foreach (var other in " \"é" + (char)(_receipt[at] ^ 1))
                if (other != _receipt[at]) ShouldFail(_receipt[..at] + other + _receipt[(at + 1)..], $"[{at}] = {(int)other}");
        }
    }

    [Fact]
    public void No_byte_can_be_missing()
    {
        for (var at = 0; at < _receipt.Length; at++) ShouldFail(_receipt.Remove(at, 1), $"without [{at}]");
    }

    [Theory]
    [InlineData("=")]
    [InlineData("==")]
    [InlineData(" ")]
    [InlineData("\\n")]
    [InlineData("A")]
    [InlineData("AAAA")]
    [InlineData("\\u0041")]
    public void Nothing_can_be_added_to_a_part(string more)
    {
        foreach (var part in new[] { "protected", "payload", "signature" })
        {
            ShouldFail(Replaced(part, Part(part) + more), $"{part} + {more}");
            ShouldFail(Replaced(part, more + Part(part)), $"{more} + {part}");
        }
    }

    [Fact]
    public void The_other_signature_that_the_mathematics_allow_is_refused()
    {
        var order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        for (var i = 0; i < 20; i++)
        {
            var receipt = Seal.Sign(Seals.Payload).Json;
            var signature = Base64Url.DecodeFromChars(Part("signature", receipt));
            var twin = (order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
            signature.AsSpan(32).Clear();
            twin.CopyTo(signature.AsSpan(64 - twin.Length));

            Seal.Check(receipt).Fault.ShouldBeNull();
            Seal.Check(Replaced("signature", Base64Url.EncodeToString(signature), receipt)).Fault.ShouldBe("altered");
        }
    }

    [Fact]
    public void Only_white_space_between_the_members_does_not_count()
    {
        var pretty = JsonSerializer.Serialize(JsonDocument.Parse(_receipt).RootElement, new JsonSerializerOptions { WriteIndented = true });

        Seal.Check(pretty).Fault.ShouldBeNull();
        Seal.Check($"\n{_receipt}\r\n").Fault.ShouldBeNull();
    }

    public static TheoryData<string?> Unreadable => new(
        null, "", " ", "null", "[]", "{}", "\"\"", "1", "{", "\ufeff", "\ud800", "{\"protected\":1}", "not json",
        "{\"protected\":\"\",\"payload\":\"\",\"signature\":\"\"}",
        "{\"protected\":{},\"payload\":[],\"signature\":null}",
        string.Concat(Enumerable.Repeat("[", 60_000)), new string('a', 10_000_000));

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_is_no_receipt_is_unreadable_and_nothing_worse(string? json) => Seal.Check(json).ShouldBe(new CheckedReceipt("unreadable", null));

    [Fact]
    public void A_member_twice_or_one_too_many_is_refused_whichever_comes_first()
    {
        foreach (var part in new[] { "protected", "payload", "signature" })
        {
            ShouldFail(_receipt[..^1] + $",\"{part}\":\"{Part(part)}\"}}", $"{part} twice");
            ShouldFail($"{{\"{part}\":\"AAAA\"," + _receipt[1..], $"another {part} first");
        }

        ShouldFail(_receipt[..^1] + ",\"header\":{}}", "an unprotected header");
        ShouldFail(_receipt[..^1] + ",}", "a comma");
        ShouldFail(_receipt + _receipt, "two receipts");
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID","typ":"leadmarket-consent-receipt+jws"}""", "unreadable")]
    [InlineData("""{"alg":"HS256","kid":"KID","typ":"leadmarket-consent-receipt+jws"}""", "unreadable")]
    [InlineData("""{"alg":"ES384","kid":"KID","typ":"leadmarket-consent-receipt+jws"}""", "unreadable")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"JWT"}""", "unreadable")]
    [InlineData("""{"alg":"ES256","kid":"KID"}""", "unreadable")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"leadmarket-consent-receipt+jws","crit":["b64"],"b64":false}""", "unreadable")]
    [InlineData("""{"alg":"ES256","alg":"ES256","kid":"KID","typ":"leadmarket-consent-receipt+jws"}""", "unreadable")]
    [InlineData("""{"alg":"ES256","kid":"somebody-else","typ":"leadmarket-consent-receipt+jws"}""", "unknown-key")]
    [InlineData("""{"kid":"KID","alg":"ES256","typ":"leadmarket-consent-receipt+jws"}""", "altered")]
    public void A_header_that_is_not_ours_is_refused(string header, string fault)
    {
        var kid = JsonDocument.Parse(Seal.PublicKeys).RootElement.GetProperty("keys")[0].GetProperty("kid").GetString();
        var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.Replace("KID", kid, StringComparison.Ordinal)));

        Seal.Check(Replaced("protected", encoded)).Fault.ShouldBe(fault);
    }

    [Fact]
    public void A_header_in_bytes_that_are_no_text_is_unreadable() =>
        Seal.Check(Replaced("protected", Base64Url.EncodeToString([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))).Fault.ShouldBe("unreadable");

    private static void ShouldFail(string receipt, string how)
    {
        var result = Seal.Check(receipt);
        result.Fault.ShouldNotBeNull(how);
        result.Payload.ShouldBeNull(how);
    }

    private string Part(string name, string? receipt = null) => JsonDocument.Parse(receipt ?? _receipt).RootElement.GetProperty(name).GetString()!;

    private string Replaced(string name, string value, string? receipt = null) =>
        (receipt ?? _receipt).Replace($"\"{name}\":\"{Part(name, receipt)}\"", $"\"{name}\":\"{value}\"", StringComparison.Ordinal);
}
