using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Infrastructure.Persistence;

namespace LeadMarket.Notifications.Infrastructure.Queries;

internal sealed class ListMessagesAboutHandler(ReadSide<NotificationsDbContext> read) : IQueryHandler<ListMessagesAbout, IReadOnlyList<MessageView>>
{
    // Index: messages_about. Who may read which rows is the policies' question.
    private const string Sql = """
        select kind as "Kind", recipient as "Recipient", subject as "Subject", state as "State", created_at as "At"
        from notifications.messages
        where about = @lead
        order by created_at, id
        """;

    public async Task<Result<IReadOnlyList<MessageView>>> Handle(ListMessagesAbout request, CancellationToken cancellationToken)
    {
        var messages = await read.Query(db => db.QueryAsync<MessageView>(Sql, new { lead = request.Lead.Value }), cancellationToken);
        return messages.AsList();
    }
}
