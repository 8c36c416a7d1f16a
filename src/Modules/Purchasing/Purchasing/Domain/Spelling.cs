using System.Text.Json;

namespace LeadMarket.Purchasing.Domain;

/// <summary>How words of a list are stored and told: <c>out-of-service</c>.</summary>
internal static class Spelling
{
    public static string Spelled<TWord>(this TWord word)
        where TWord : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());

    public static TWord Read<TWord>(string spelled)
        where TWord : struct, Enum => Enum.Parse<TWord>(spelled.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
