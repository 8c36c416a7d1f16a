using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>A way to the homeowner's page. The key itself is in the homeowner's e-mail and nowhere here: a copy of the database opens no page.</summary>
internal sealed class AccessLink
{
    private const int KeyBytes = 24; // 192 random bits: not to be guessed, and short enough for one line of a text message

    private AccessLink()
    {
    }

    /// <summary>Hex SHA-256 of the key. Unsalted on purpose: it is looked up by it, and the key is random to begin with.</summary>
    public string KeyHash { get; private set; } = "";

    public LeadId Lead { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>A new link, and the key that only its homeowner gets to see.</summary>
    public static (AccessLink Link, string Key) To(LeadId lead, DateTimeOffset at)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        return (new AccessLink { KeyHash = HashOf(key), Lead = lead, CreatedAt = at }, key);
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The link opens nothing from now on.</summary>
    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;
}
