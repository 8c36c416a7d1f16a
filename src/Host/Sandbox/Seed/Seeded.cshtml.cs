using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Seed;

/// <summary>The seed form's answer, for people.</summary>
public sealed class SeededModel : PageModel
{
    private readonly HostSeeder _host;

    public SeededModel(IServiceProvider services) => _host = services.GetRequiredService<HostSeeder>();

    internal int Status { get; private set; }
    internal string Answer { get; private set; } = "";
    internal bool Succeeded => Status is >= 200 and < 300;

    public IActionResult OnGet() => Redirect("/");

    public async Task OnPostAsync()
    {
        var form = Request.HasFormContentType ? await Request.ReadFormAsync() : FormCollection.Empty;
        var order = new JsonObject { ["contractors"] = Count(form["contractors"]), ["leads"] = Count(form["leads"]) };
        foreach (var name in new[] { "plan", "region", "service" })
        {
            if (form[name].ToString() is { Length: > 0 } value) order[name] = value;
        }

        (Status, Answer) = await _host.Seed(order.ToJsonString(), HttpContext.RequestAborted);
    }

    private static int Count(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
