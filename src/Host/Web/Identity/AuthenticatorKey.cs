using System.Text;

namespace LeadMarket.Web.Identity;

/// <summary>The key that an authenticator app shares with us, in the ways that it can be handed over.</summary>
/// <param name="Text">In base 32 (RFC 4648), for typing.</param>
public sealed record AuthenticatorKey(string Text)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerLetter = 5;
    private const int GroupLength = 4;

    internal static AuthenticatorKey Of(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var next in key)
        {
            (buffer, bits) = ((buffer << 8) | next, bits + 8);
            while (bits >= BitsPerLetter)
            {
                bits -= BitsPerLetter;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        // 20 bytes are 32 letters without a rest.
        return new AuthenticatorKey(text.ToString());
    }

    /// <summary>Four letters at a time, as people read them out.</summary>
    public string Grouped => string.Join(' ', Text.Chunk(GroupLength).Select(letters => new string(letters)));

    /// <summary>What an app reads from a QR code, or from a tap on the telephone it runs on. Algorithm, digits and period are those that
    /// every app takes unless told otherwise; saying them would only make the picture denser.</summary>
    /// <param name="issuer">The name that the app shows.</param>
    public string Link(string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Text}&issuer={Uri.EscapeDataString(issuer)}";
}
