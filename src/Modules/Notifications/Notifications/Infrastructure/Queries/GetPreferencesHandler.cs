using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Notifications.Infrastructure.Persistence;

namespace LeadMarket.Notifications.Infrastructure.Queries;

internal sealed class GetPreferencesHandler(ReadSide<NotificationsDbContext> read, TextOrigin texts) : IQueryHandler<GetPreferences, PreferenceList>
{
    private const string Sql = """
        select event as "Event", channel as "Channel", is_on as "IsOn" from notifications.preferences where contractor_id = @contractor;
        select stopped_at from notifications.text_stops where contractor_id = @contractor
        """;

    public async Task<Result<PreferenceList>> Handle(GetPreferences request, CancellationToken cancellationToken)
    {
        var (said, stoppedAt) = await read.Query(async db =>
        {
            await using var answers = await db.QueryMultipleAsync(Sql, new { contractor = request.Contractor.Value });
            return (
                (await answers.ReadAsync<PreferenceRow>()).Select(row => row.Said()).ToList(),
                await answers.ReadSingleOrDefaultAsync<DateTimeOffset?>());
        }, cancellationToken);
        var items = Preference.Offered(texts.IsOn)
            .Select(preference => new PreferenceView(
                preference.Event, preference.Channel.Key(), preference.IsOn(said), preference.Default, preference.Fixed))
            .ToList();
        return new PreferenceList(items, stoppedAt);
    }
}
