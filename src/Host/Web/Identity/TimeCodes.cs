using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.Web.Identity;

/// <summary>The codes that an authenticator app shows: six digits from a shared key and the time, RFC 6238.</summary>
internal static class TimeCodes
{
    public const int KeyBytes = 20;
    public const int Digits = 6;
    public const int StepSeconds = 30;

    // A telephone's clock may be half a minute off, and typing takes time (RFC 6238, section 5.2).
    private const int Tolerance = 1;
    private const int Modulus = 1_000_000;

    /// <summary>The step whose code this is, if it is near now and later than the one used last: a code read over a shoulder, or
    /// kept by a false page, opens nothing any more.</summary>
    public static long? StepOf(string code, ReadOnlySpan<byte> key, DateTimeOffset now, long usedLast)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = current + Tolerance; step >= current - Tolerance && step > usedLast; step--)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(key, step)), Encoding.UTF8.GetBytes(code))) return step;
        }

        return null;
    }

    private static string At(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The only algorithm that every authenticator app knows; as a keyed hash it is unbroken.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350

        // Dynamic truncation, RFC 4226 section 5.3.
        var at = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[at..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }
}
