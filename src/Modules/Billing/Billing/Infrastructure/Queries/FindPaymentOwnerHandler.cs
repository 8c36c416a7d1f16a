using Dapper;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class FindPaymentOwnerHandler(ReadSide<BillingDbContext> read) : IQueryHandler<FindPaymentOwner, PaymentOwner>
{
    public async Task<Result<PaymentOwner>> Handle(FindPaymentOwner request, CancellationToken cancellationToken) => await read.Query(
        db => db.QuerySingleAsync<PaymentOwner>(
            """
            select exists (select from billing.payments where payment_intent = @PaymentIntent) as "IsKnown",
                exists (select from billing.accounts where customer_id = @Customer) as "IsOurCustomers"
            """,
            new { request.PaymentIntent, request.Customer }),
        cancellationToken);
}
