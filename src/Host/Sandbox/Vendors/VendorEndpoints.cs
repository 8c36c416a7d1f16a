using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Vendors;

/// <summary><c>POST /sandbox/vendors</c> {vendor, mode} switches a vendor; <c>GET /sandbox/vendors.json</c> lists the modes.</summary>
internal static class VendorEndpoints
{
    private static readonly Dictionary<string, Vendor> Vendors =
        Enum.GetValues<Vendor>().ToDictionary(vendor => Name(vendor), StringComparer.Ordinal);

    private static readonly Dictionary<string, VendorMode> Modes =
        Enum.GetValues<VendorMode>().ToDictionary(mode => Name(mode), StringComparer.Ordinal);

    public static string Name(Enum value) => value.ToString().ToLowerInvariant();

    public static void MapVendorSwitches(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/vendors.json", (VendorSwitches switches) =>
            Results.Ok(switches.All.Select(known => Shown(known.Vendor, known.Mode))));
        app.MapPost("/sandbox/vendors", Switch);
    }

    private static async Task<IResult> Switch(HttpRequest request, VendorSwitches switches, CancellationToken cancel)
    {
        var (isForm, vendor, mode) = (request.HasFormContentType, default(string), default(string));
        if (isForm)
        {
            var form = await request.ReadFormAsync(cancel);
            (vendor, mode) = (form["vendor"], form["mode"]);
        }
        else if (await RequestBody.Json(request, cancel) is { } order)
        {
            (vendor, mode) = (Control.Text(order, "vendor"), Control.Text(order, "mode"));
        }

        if (vendor is null || !Vendors.TryGetValue(vendor, out var known)) return Refuse($"vendor is one of {string.Join(", ", Vendors.Keys)}.");
        if (mode is null || !Modes.TryGetValue(mode, out var asked)) return Refuse($"mode is one of {string.Join(", ", Modes.Keys)}.");
        await switches.Set(known, asked, cancel);
        return isForm ? Results.LocalRedirect("/#vendors") : Results.Ok(Shown(known, asked));
    }

    private static object Shown(Vendor vendor, VendorMode mode) => new { vendor = Name(vendor), mode = Name(mode) };

    private static IResult Refuse(string message) => Results.BadRequest(new { error = message });
}
