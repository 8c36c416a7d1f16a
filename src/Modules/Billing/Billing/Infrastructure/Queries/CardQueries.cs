using Dapper;
using LeadMarket.Billing.Application.Subscriptions.Cards;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ListCardsHandler(ReadSide<BillingDbContext> read, TimeProvider clock) : IQueryHandler<ListCards, IReadOnlyList<KeptCard>>
{
    private sealed record Row(Guid Id, string Brand, string Last4, int ExpiryMonth, int ExpiryYear);

    public async Task<Result<IReadOnlyList<KeptCard>>> Handle(ListCards request, CancellationToken cancellationToken)
    {
        // The first one is Stripe's default; while there is none, the one kept last. ICards.FindPaying says the same.
        var rows = await read.Query(
            db => db.QueryAsync<Row>(
                """
                select id as "Id", brand as "Brand", last4 as "Last4", expiry_month as "ExpiryMonth", expiry_year as "ExpiryYear"
                from billing.saved_cards
                where contractor_id = @contractor and detached_at is null
                order by is_default desc, saved_at desc
                """,
                new { contractor = request.Contractor.Value }),
            cancellationToken);

        var now = clock.GetUtcNow();
        return rows.Select((row, place) =>
        {
            var expired = Card.HasExpired(row.ExpiryYear, row.ExpiryMonth, now);
            return new KeptCard(row.Id, new SavedCard(row.Brand, row.Last4, row.ExpiryMonth, row.ExpiryYear), place == 0 && !expired, expired);
        }).ToList();
    }
}

internal sealed class FindCardHandler(ReadSide<BillingDbContext> read) : IQueryHandler<FindCard, FoundCard>
{
    public async Task<Result<FoundCard>> Handle(FindCard request, CancellationToken cancellationToken)
    {
        // A subscription that names no card is charged to the customer's default.
        var found = await read.Query(
            db => db.QuerySingleOrDefaultAsync<FoundCard>(
                """
                select card.payment_method as "PaymentMethod", account.customer_id as "CustomerId", card.detached_at is not null as "IsForgotten",
                    exists (
                        select from billing.subscriptions subscription
                        where subscription.contractor_id = card.contractor_id and subscription.state not in ('opening', 'open', 'ended')
                            and (subscription.default_card = card.payment_method or (subscription.default_card is null and card.is_default))) as "PaysPlan"
                from billing.saved_cards card
                join billing.accounts account using (contractor_id)
                where card.contractor_id = @contractor and card.id = @card
                """,
                new { contractor = request.Contractor.Value, card = request.Card }),
            cancellationToken);
        return found is null ? BillingErrors.CardNotFound : found;
    }
}
