using LeadMarket.Kernel;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>What a contractor is told of by mail and by text.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class AlertsModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    private const char Between = '.';
    private const string Text = "text";

    /// <summary>The table's columns: what is offered, mail first.</summary>
    public IReadOnlyList<string> Channels => [.. Preferences.Items.Select(item => item.Channel).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public bool HasTexts => Channels.Contains(Text, StringComparer.Ordinal);

    /// <summary>As they wrote it.</summary>
    public string Phone { get; private set; } = "";

    public PreferenceList Preferences { get; private set; } = null!;

    /// <summary>The events, in the order in which they came.</summary>
    public IEnumerable<IGrouping<string, PreferenceView>> Events => Preferences.Items.GroupBy(item => item.Event, StringComparer.Ordinal);

    // Somebody who replied STOP gets texts again by ticking them, and not by saving something else.
    public bool IsOn(PreferenceView item) => item.On && !(item.Channel == Text && Preferences.TextsStoppedAt is not null);

    public static string ValueOf(PreferenceView item) => item.Event + Between + item.Channel;

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ?? Page();

    public async Task<IActionResult> OnPost([FromForm] string?[]? on, CancellationToken cancel)
    {
        // An empty value is bound as null.
        var chosen = (on ?? []).Select(value => value ?? "").Select(value => value.Split(Between, 2)).Select(parts => new PreferenceChoice(parts[0], parts.ElementAtOrDefault(1) ?? "")).ToList();
        var saved = await modules.Send(new SetPreferences(User.ContractorId(), chosen), cancel);
        if (saved.IsFailure) return await Load(cancel) ?? Refuse(saved.Error);

        Tell("alerts.saved");
        return SeeOther(Links.To(PagePaths.Alerts));
    }

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var contractor = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (contractor.IsFailure) return Stop(contractor.Error);
        var preferences = await modules.Send(new GetPreferences(User.ContractorId()), cancel);
        if (preferences.IsFailure) return Stop(preferences.Error);

        (Phone, Preferences) = (contractor.Value.Phone, preferences.Value);
        return null;
    }
}
