using System.Text.Json;

namespace LeadMarket.Web.Presentation;

/// <summary>Values of an enum as addresses, forms and the keys of texts spell them: <c>NoAnswer</c> is <c>no-answer</c>.</summary>
public static class WordKeys
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value that is spelled so, or <c>null</c>: what comes from outside may be anything.</summary>
    public static T? Read<T>(string? key)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => string.Equals(Of(value!.Value), key, StringComparison.Ordinal));
}
