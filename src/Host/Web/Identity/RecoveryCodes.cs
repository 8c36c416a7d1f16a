using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.Web.Identity;

/// <summary>Codes on paper, for whoever has lost the telephone. Each opens once.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;

    // Nothing that looks like something else on paper.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 16;
    private const int GroupLength = 4;

    public static string[] New() => [.. Enumerable.Range(0, Count).Select(_ =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(GroupLength).Select(letters => new string(letters))))];

    /// <summary>What is kept of a code: 79 random bits need no slow hash. <c>null</c> when what was typed cannot be one.</summary>
    public static string? Hash(string typed)
    {
        var letters = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters.Length == Length ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(letters))) : null;
    }
}
