using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Leads.Application.ConsentReceipts;
using LeadMarket.Leads.Contracts;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Receipts;

/// <summary>Receipts as JWS in flattened JSON (RFC 7515, section 7.2.2).</summary>
internal sealed class ReceiptSeal(IOptions<ReceiptOptions> options) : IReceiptSeal
{
    private const string Algorithm = "ES256";
    private const string Type = "leadmarket-consent-receipt+jws";

    /// <summary>Ten times what the longest consents of a market come to.</summary>
    private const int MostCharacters = 65_536;

    private static readonly CheckedReceipt Unreadable = new("unreadable", null);
    private static readonly CheckedReceipt UnknownKey = new("unknown-key", null);
    private static readonly CheckedReceipt Altered = new("altered", null);

    // French stays French, and what is absent is left out: people read this too, once it is decoded.
    private static readonly JsonSerializerOptions Json = new(EventJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly ReceiptKey[] _keys = [.. options.Value.SigningKeys.Select(key => ReceiptKey.Read(key)!).DistinctBy(key => key.Id, StringComparer.Ordinal)];

    public string PublicKeys => $$"""{"keys":[{{string.Join(',', _keys.Select(key => key.Jwk))}}]}""";

    public ConsentReceipt Sign(ReceiptPayload payload)
    {
        var key = _keys[0];
        var header = Encode(Encoding.UTF8.GetBytes($$"""{"alg":"{{Algorithm}}","kid":"{{key.Id}}","typ":"{{Type}}"}"""));
        var body = Encode(JsonSerializer.SerializeToUtf8Bytes(payload, Json));
        var signature = Encode(key.Sign(Signed(header, body)));
        return new ConsentReceipt($$"""{"protected":"{{header}}","payload":"{{body}}","signature":"{{signature}}"}""");
    }

    public CheckedReceipt Check(string? json)
    {
        if (json is not { Length: <= MostCharacters } || FlatObject.Read(Encoding.UTF8.GetBytes(json), "protected", "payload", "signature") is not [var header, var body, var seal])
            return Unreadable;
        if (Decode(header) is not { } headerBytes || Decode(body) is not { } payload || Decode(seal) is not { } signature)
            return Unreadable;

        // The receipt names the key and never the way to check it: there is one, whatever alg says.
        if (FlatObject.Read(headerBytes, "alg", "kid", "typ") is not [Algorithm, var kid, Type]) return Unreadable;
        if (Array.Find(_keys, key => key.Id == kid) is not { } signer) return UnknownKey;

        return signer.Verify(Signed(header, body), signature)
            ? new CheckedReceipt(null, JsonSerializer.Deserialize<ReceiptPayload>(payload, Json))
            : Altered;
    }

    private static byte[] Signed(string header, string body) => Encoding.ASCII.GetBytes($"{header}.{body}");

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    // Some texts decode to the same bytes as another one: padding, white space, bits that stand for nothing. One is right.
    private static byte[]? Decode(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return Encode(bytes) == text ? bytes : null;
    }
}
