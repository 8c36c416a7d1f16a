using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Web.Identity;

/// <summary>Keeps data-protection keys in the database, so that every host reads every other host's cookies and tokens.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<HostDbContext>().Keys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<HostDbContext>();
        database.Keys.Add(new StoredKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        database.SaveChanges();
    }
}

/// <summary>Encrypts stored keys with a secret that is not in the database: a copy of the database alone signs nobody in.</summary>
/// <remarks>Made by the framework from its name, which hands over the services and nothing else.</remarks>
internal sealed class KeyEncryption(IServiceProvider services) : IXmlEncryptor, IXmlDecryptor
{
    private const int SaltBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = SaltBytes + NonceBytes + TagBytes;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(
        services.GetRequiredService<IConfiguration>()["DataProtection:Secret"] is { Length: >= 32 } secret
            ? secret
            : throw new InvalidOperationException("DataProtection:Secret is missing or shorter than 32 characters."));

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedKey = new byte[HeaderBytes + plain.Length];
        RandomNumberGenerator.Fill(sealedKey.AsSpan(0, SaltBytes + NonceBytes));
        using var aes = Aes(sealedKey);
        aes.Encrypt(Nonce(sealedKey), plain, sealedKey.AsSpan(HeaderBytes), Tag(sealedKey));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(sealedKey)), typeof(KeyEncryption));
    }

    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedKey = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[sealedKey.Length - HeaderBytes];
        using var aes = Aes(sealedKey);
        aes.Decrypt(Nonce(sealedKey), sealedKey.AsSpan(HeaderBytes), Tag(sealedKey), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static Span<byte> Nonce(byte[] sealedKey) => sealedKey.AsSpan(SaltBytes, NonceBytes);

    private static Span<byte> Tag(byte[] sealedKey) => sealedKey.AsSpan(SaltBytes + NonceBytes, TagBytes);

    // A key of its own for each stored key, by its salt.
    private AesGcm Aes(byte[] sealedKey)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, key, sealedKey.AsSpan(0, SaltBytes), "leadmarket key ring"u8);
        return new AesGcm(key, TagBytes);
    }
}
