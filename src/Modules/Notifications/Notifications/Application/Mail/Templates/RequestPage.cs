namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>The homeowner's own page, which its key alone opens.</summary>
internal static class RequestPage
{
    public static Uri Of(string accessKey, Uri publicUrl, Wording words) =>
        new(publicUrl, $"/{words.Locale}/{words.Say("path.request")}/{Uri.EscapeDataString(accessKey)}");
}
