using System.Buffers.Text;
using System.Security.Cryptography;
using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Domain;

/// <summary>What a link at the end of a mail stops: one event's mails to one contractor. It works as long as there are such mails.</summary>
internal sealed record UnsubscribeLink(ContractorId Contractor, string Event)
{
    private const int KeyBytes = 16;

    /// <summary>128 random bits: nobody guesses one, and it says nothing of whose it is.</summary>
    // Kept as it is, unlike a homeowner's: all that it opens is silence.
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Whether it can be a key at all: an address may hold anything.</summary>
    public static bool IsKey(string? text) => text is not null && Base64Url.IsValid(text, out var bytes) && bytes == KeyBytes;
}

internal static class UnsubscribeErrors
{
    public static readonly Error LinkUnknown = Error.NotFound("notifications.unsubscribe-link-unknown");
}
