using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>A homeowner's own page, behind the link in their mail.</summary>
public sealed partial class RequestPage(Visitor visitor, Mail mail, Homeowner homeowner)
{
    /// <summary>The secret part of the link.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Follows the link.</summary>
    public async Task Open()
    {
        var letter = await mail.To(homeowner.Email, visitor.Locale == "fr" ? "Nous avons bien reçu votre demande" : "We received your request");
        var link = Link().Match(letter.Text!);
        Key = link.Groups["key"].Value;
        await visitor.Page.GotoAsync(link.Value);
        await visitor.IsTitled(visitor.Words("request.title"));
    }

    /// <summary>Looks again until the page says this: what others do reaches it by events.</summary>
    public Task Says(string words) => Eventually.Holds(async () =>
    {
        if ((await visitor.Main.TextContentAsync())!.Contains(words, StringComparison.Ordinal)) return true;
        await visitor.Page.ReloadAsync();
        return false;
    }, TimeSpan.FromSeconds(20), $"the request's page says '{words}'");

    /// <summary>On offer, and so many contractors have the details.</summary>
    public Task SaysListed(int buyers = 0) => Says(visitor.Words("request.status.listed", Has(buyers)));

    /// <summary>How the page says that so many contractors have the details.</summary>
    public string Has(int buyers) => visitor.Words(buyers switch { 0 => "request.has.none", 1 => "request.has.one", _ => "request.has.other" }, buyers);

    /// <summary>One of the things that the page offers to do; unfolds it.</summary>
    public async Task<ILocator> Unfold(string action)
    {
        var fold = visitor.Main.Locator($"details#{action}");
        await fold.Locator("summary").ClickAsync();
        return fold.Locator("form");
    }

    /// <summary>Unfolds an action, and does it.</summary>
    public async Task Do(string action)
    {
        var form = await Unfold(action);
        await form.Locator("button[type=submit]").ClickAsync();
    }

    public ILocator Buyer(string company) => visitor.Main.Locator(".buyers > li").Filter(new() { HasText = company });

    /// <summary>Takes the consent back from one contractor.</summary>
    public async Task WithdrawsFrom(string company)
    {
        await Buyer(company).Locator("summary").ClickAsync();
        await Buyer(company).Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>The consent receipt, as the browser saves it.</summary>
    public async Task<string> SavesReceipt()
    {
        var saved = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Main.Locator("a[href$='handler=Receipt']").ClickAsync());
        return await File.ReadAllTextAsync(await saved.PathAsync());
    }

    /// <summary>The same receipt but for one character of what was signed.</summary>
    public static string Altered(string receipt)
    {
        var parts = JsonNode.Parse(receipt)!.AsObject();
        var payload = (string)parts["payload"]!;
        var middle = payload.Length / 2;
        parts["payload"] = payload[..middle] + (payload[middle] == 'A' ? 'B' : 'A') + payload[(middle + 1)..];
        return parts.ToJsonString();
    }

    [GeneratedRegex(@"https?://\S+/(ma-demande|my-request)/(?<key>[\w-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
