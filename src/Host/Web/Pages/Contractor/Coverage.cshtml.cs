using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Where and for what a contractor wants leads: by region, by postal area, by distance.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class CoverageModel(IMediator modules, Market market, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    // Between two areas of a list, however it was typed or pasted.
    private static readonly char[] Separators = [' ', ',', ';', '\t', '\r', '\n', '\u00a0'];

    private ContractorView _view = null!;

    public Typed Input { get; private set; } = null!;

    /// <summary>What the choices come to.</summary>
    public CoverageReach Reach { get; private set; } = null!;

    /// <summary>Named areas that the market does not have, as they were typed.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>Nothing is chosen yet: where registration leads.</summary>
    public bool IsFirst => !_view.Covers;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        Show(new Typed([.. _view.Regions], [.. _view.Services], string.Join(' ', _view.Areas), _view.Base, _view.DistanceKm?.ToString(CultureInfo.InvariantCulture)));
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] Typed input, CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        Show(input);
        // What is no number is refused as no distance, together with whatever else is wrong.
        int? distance = string.IsNullOrWhiteSpace(input.DistanceKm) ? null : DistanceOf(input) ?? 0;
        var saved = await modules.Send(
            new SetCoverage(
                User.ContractorId(), Input.Regions, Input.Services, AreasOf(input.Areas), string.IsNullOrWhiteSpace(input.Base) ? null : input.Base, distance),
            cancel);
        if (saved.IsFailure) return Refuse(saved.Error);

        Tell("coverage.saved");
        return SeeOther(Links.To(PagePaths.Board));
    }

    /// <summary>Counts what was typed, without saving it.</summary>
    public async Task<IActionResult> OnPostCount([FromForm] Typed input, CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        Show(input);
        return Page();
    }

    protected override string? NameOf(FieldError error) => error switch
    {
        { Field: "areas", Code: "purchasing.text-too-long" } => T["coverage.areas"],
        _ => null,
    };

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var found = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (found.IsFailure) return Stop(found.Error);
        _view = found.Value;
        return null;
    }

    private void Show(Typed input)
    {
        Input = input with { Regions = input.Regions ?? [], Services = input.Services ?? [] };
        var named = AreasOf(input.Areas);
        Unknown = [.. named.Where(area => market.FindArea(area) is null).Distinct(StringComparer.OrdinalIgnoreCase)];
        Reach = CoverageReach.Of(market, Input.Regions, named, input.Base, DistanceOf(input));
    }

    private static string[] AreasOf(string? typed) => (typed ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? DistanceOf(Typed input) =>
        int.TryParse(input.DistanceKm, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var km) ? km : null;

    /// <param name="Areas">As typed, with anything between them.</param>
    public sealed record Typed(string[] Regions, string[] Services, string? Areas, string? Base, string? DistanceKm);
}
