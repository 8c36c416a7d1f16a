using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>An authenticator app on somebody's telephone, set up with the key that a page shows.</summary>
public sealed class AuthenticatorApp(string typedKey, Sandbox sandbox)
{
    private const int StepSeconds = 30;
    private long _used;

    public Task<string> Code() => NextCode();

    /// <summary>What it shows; waits for the next one when this one was used.</summary>
    public async Task<string> NextCode()
    {
        var step = 0L;
        await Eventually.Holds(async () => (step = (await sandbox.Now()).ToUnixTimeSeconds() / StepSeconds) > _used, TimeSpan.FromSeconds(StepSeconds + 5), "the app shows another code");
        _used = step;
        return At(step);
    }

    private string At(long step)
    {
        var bits = string.Concat(typedKey.Where(char.IsAsciiLetterOrDigit)
            .Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What every authenticator app does, RFC 6238.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
