using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests;

/// <summary>Somebody at the pages without a browser: reads one, fills in one of its forms, and sees what came back.</summary>
public sealed class Browsing(HttpClient http)
{
    private Uri _address = new("/", UriKind.Relative);

    /// <summary>What was answered last.</summary>
    public HttpStatusCode Status { get; private set; }

    /// <summary>Where the last answer led, if it led anywhere.</summary>
    public string? Location { get; private set; }

    /// <summary>When the last answer said to come back.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>What the page says in its main part.</summary>
    public string Says => Page.QuerySelector("main")?.TextContent ?? "";

    public async Task Open(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        await Take(answer);
    }

    /// <summary>Fills in a form of the page and sends it.</summary>
    /// <param name="handler">The end of its address; empty: the first form.</param>
    public async Task Send(string handler, params (string Name, string Value)[] fields)
    {
        var forms = Page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().ToList();
        // A button may send its form elsewhere.
        var elsewhere = Page.QuerySelectorAll("main button[formaction]").FirstOrDefault(button => handler.Length > 0 && button.GetAttribute("formaction")!.EndsWith(handler, StringComparison.Ordinal));
        var form = elsewhere?.Closest("form") ?? forms.First(found => (found.GetAttribute("action") ?? "").EndsWith(handler, StringComparison.Ordinal));
        var action = (elsewhere?.GetAttribute("formaction") ?? form.GetAttribute("action")) is { Length: > 0 } given ? new Uri(_address, given) : _address;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        using var answer = await http.PostAsync(action, content);
        await Take(answer);
    }

    /// <summary>Types address and password at the sign-in page.</summary>
    public async Task TypePassword(string email, string password, string query = "")
    {
        await Open("/fr/connexion" + query);
        await Send("", ("email", email), ("password", password));
    }

    /// <summary>Signs in to an account that seeding made.</summary>
    public async Task SignIn(string email)
    {
        await TypePassword(email, Seeded.Password);
        Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    /// <summary>Goes where the last answer led, and on while that leads on.</summary>
    public async Task Follow()
    {
        while (Location is { } next) await Open(next);
    }

    private async Task Take(HttpResponseMessage answer)
    {
        (Status, Location, RetryAfter) = (answer.StatusCode, answer.Headers.Location?.ToString(), answer.Headers.RetryAfter?.Delta);
        _address = answer.RequestMessage!.RequestUri!;
        Page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
