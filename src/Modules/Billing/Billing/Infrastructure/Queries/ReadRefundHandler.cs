using Dapper;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ReadRefundHandler(ReadSide<BillingDbContext> read) : IQueryHandler<ReadRefund, RefundToSend>
{
    public async Task<Result<RefundToSend>> Handle(ReadRefund request, CancellationToken cancellationToken) => new RefundToSend(
        await read.Query(
            db => db.QuerySingleOrDefaultAsync<RefundOrder>(
                """
                select id as "Id", purchase_id as "Purchase", payment_intent as "PaymentIntent", idempotency_key as "Key",
                       starts_with(cause, @second) as "Duplicate"
                from billing.refunds
                where id = @id and state = 'requested'
                """,
                new { id = request.Refund.Value, second = Refund.SecondPayment }),
            cancellationToken));
}
