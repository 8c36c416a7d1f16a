using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Notifications.Infrastructure.Persistence;

namespace LeadMarket.Notifications.Infrastructure.Queries;

internal sealed class OpenUnsubscribeLinkHandler(ReadSide<NotificationsDbContext> read) : IQueryHandler<OpenUnsubscribeLink, UnsubscribeView>
{
    private const string Sql = """
        select link.event as "Event", said.is_on as "Said"
        from notifications.unsubscribe_links link left join notifications.preferences said
            on said.contractor_id = link.contractor_id and said.event = link.event and said.channel = 'email'
        where link.key = @key
        """;

    public async Task<Result<UnsubscribeView>> Handle(OpenUnsubscribeLink request, CancellationToken cancellationToken)
    {
        if (!UnsubscribeLink.IsKey(request.Key)) return UnsubscribeErrors.LinkUnknown;
        var row = await read.Query(db => db.QuerySingleOrDefaultAsync<Row>(Sql, new { key = request.Key }), cancellationToken);
        if (row is not { Event: { } stopped }) return UnsubscribeErrors.LinkUnknown;

        SaidPreference[] said = row.Said is { } on ? [new(stopped, Channel.Email, on)] : [];
        return new UnsubscribeView(stopped, Preference.IsOn(stopped, Channel.Email, said));
    }

    private sealed record Row(string Event, bool? Said);
}
