using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace LeadMarket.TestKit;

/// <summary>An authenticator app, written from RFC 6238 and not from the product.</summary>
public sealed class Authenticator(byte[] key)
{
    /// <param name="typed">In base 32, as a page shows it.</param>
    public static Authenticator With(string typed)
    {
        var bits = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)
            .Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return new([.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))]);
    }

    public string CodeAt(DateTimeOffset at)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // As the RFC has it.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
