using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class SplitPaymentHandler(ReadSide<BillingDbContext> read) : IQueryHandler<SplitPayment, PaymentSplit>
{
    public async Task<Result<PaymentSplit>> Handle(SplitPayment request, CancellationToken cancellationToken)
    {
        var free = await read.Query(
            db => db.QuerySingleOrDefaultAsync<long>(
                "select credit_cents - held_cents from billing.accounts where contractor_id = @contractor", new { contractor = request.Contractor.Value }),
            cancellationToken);

        var credits = CreditShare.Of(request.Total.Cents, free);
        Money In(long cents) => request.Total with { Cents = cents };
        return new PaymentSplit(In(free), In(credits), In(request.Total.Cents - credits));
    }
}
