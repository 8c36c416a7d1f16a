using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Notifications.Infrastructure.Persistence;

internal sealed class PreferenceBook(NotificationsDbContext context) : IPreferences
{
    public async Task<IReadOnlyList<SaidPreference>> Of(ContractorId contractor, CancellationToken cancel)
    {
        var rows = await context.Database.SqlQuery<PreferenceRow>($"""
            select event as "Event", channel as "Channel", is_on as "IsOn" from notifications.preferences where contractor_id = {contractor.Value}
            """).ToListAsync(cancel);
        return [.. rows.Select(row => row.Said())];
    }

    // One statement for all, in the order they are declared: two saves at once cannot each hold what the other wants.
    public Task Say(ContractorId contractor, IReadOnlyList<SaidPreference> said, DateTimeOffset at, CancellationToken cancel)
    {
        var events = said.Select(preference => preference.Event).ToArray();
        var channels = said.Select(preference => preference.Channel.Key()).ToArray();
        var on = said.Select(preference => preference.On).ToArray();
        return context.Database.ExecuteSqlAsync($"""
            insert into notifications.preferences (contractor_id, event, channel, is_on, said_at)
            select {contractor.Value}, said.event, said.channel, said.is_on, {at}
            from unnest({events}, {channels}, {on}) as said (event, channel, is_on)
            on conflict (contractor_id, event, channel) do update set is_on = excluded.is_on, said_at = excluded.said_at
            """, cancel);
    }

    public async Task<string> LinkKey(UnsubscribeLink link, DateTimeOffset at, CancellationToken cancel) =>
        // Not "do nothing": that would answer no row to the second of two mails at once.
        (await context.Database.SqlQuery<string>($"""
            insert into notifications.unsubscribe_links (key, contractor_id, event, created_at)
            values ({UnsubscribeLink.NewKey()}, {link.Contractor.Value}, {link.Event}, {at})
            on conflict (contractor_id, event) do update set event = excluded.event
            returning key
            """).ToListAsync(cancel))[0];

    public async Task<UnsubscribeLink?> FindLink(string? key, CancellationToken cancel)
    {
        if (!UnsubscribeLink.IsKey(key)) return null;

        var found = await context.Database.SqlQuery<LinkRow>($"""
            select contractor_id as "Contractor", event as "Event" from notifications.unsubscribe_links where key = {key}
            """).ToListAsync(cancel);
        return found.Count == 0 ? null : new UnsubscribeLink(new ContractorId(found[0].Contractor), found[0].Event);
    }

    public async Task StopTexts(ContractorId contractor, DateTimeOffset at, CancellationToken cancel)
    {
        var off = Preference.All.Where(preference => preference.Channel is Channel.Text)
            .Select(preference => new SaidPreference(preference.Event, Channel.Text, On: false));
        await Say(contractor, [.. off], at, cancel);

        // The first refusal tells since when: texts that were queued by then are refused after it.
        await context.Database.ExecuteSqlAsync($"""
            insert into notifications.text_stops (contractor_id, stopped_at) values ({contractor.Value}, {at}) on conflict (contractor_id) do nothing
            """, cancel);
    }

    public Task ForgetStop(ContractorId contractor, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"delete from notifications.text_stops where contractor_id = {contractor.Value}", cancel);
}

internal sealed record LinkRow(Guid Contractor, string Event);

/// <summary>As the table has it.</summary>
internal sealed record PreferenceRow(string Event, string Channel, bool IsOn)
{
    public SaidPreference Said() => new(Event, ChannelKeys.FromKey(Channel), IsOn);
}
