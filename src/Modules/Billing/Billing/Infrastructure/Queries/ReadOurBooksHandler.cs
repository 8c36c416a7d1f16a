using Dapper;
using LeadMarket.Billing.Application.Reconciliation;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ReadOurBooksHandler(ReadSide<BillingDbContext> read, Market market) : IQueryHandler<ReadOurBooks, OurBooks>
{
    private const string Sql = """
        select purchase_id as "Purchase", state as "State", session_id as "SessionId"
        from billing.checkouts
        where contractor_id is not null and (@before::timestamptz is null or coalesce(settled_at, opened_at) <= @before)
            and (@since::timestamptz is null or coalesce(settled_at, opened_at) >= @since or state in ('opening', 'open', 'processing') or session_id = any(@sessions));

        select payment_intent as "PaymentIntent", purchase_id as "Purchase", amount_cents as "Cents", currency as "Currency"
        from billing.payments
        where @since::timestamptz is null or captured_at >= @since or payment_intent = any(@payments);

        select id as "Id", stripe_id as "StripeId", payment_intent as "PaymentIntent", state as "State", amount_cents as "Cents"
        from billing.refunds
        where way = 'card' and state <> 'needless'
            and (@before::timestamptz is null or coalesce(answered_at, requested_at) <= @before or stripe_id is not null)
            and (@since::timestamptz is null or requested_at >= @since or state in ('requested', 'pending', 'requires_action') or stripe_id = any(@refunds));

        select id as "Id", payment_intent as "PaymentIntent", status as "Status"
        from billing.disputes
        where (@before::timestamptz is null or changed_at <= @before or id = any(@disputes))
            and (@since::timestamptz is null or opened_at >= @since or closed_at is null or id = any(@disputes));

        select invoice_id as "Invoice", status = 'paid' and booked_at is not null as "Paid", total_cents as "TotalCents"
        from billing.plan_invoices
        where invoice_id = any(@bills) or status in ('draft', 'open', 'uncollectible')
            or (paid_at is not null and (@since::timestamptz is null or paid_at >= @since));

        select coalesce(sum(l.cents), 0)::bigint
        from billing.ledger_lines l join billing.ledger_entries e on e.id = l.entry_id
        where l.account = @stripe and e.currency = @currency;

        -- Stripe takes a refund out of the balance when it is made; our books, when it has succeeded.
        select coalesce(sum(t.amount_cents), 0)::bigint
        from billing.balance_transactions t
        left join billing.refunds r on r.stripe_id = t.source
        where t.currency = @currency
            -- Of others' payments our books know already.
            and (not exists (select from billing.ledger_entries e where e.cause = 'txn:' || t.id)
                or exists (select from billing.ledger_entries e where e.cause = 'txn-ours:' || t.id))
            and (
            (t.type in ('refund', 'payment_refund') and r.succeeded_at is null)
            or (t.type in ('refund_failure', 'payment_failure_refund') and (r.succeeded_at is null or r.state not in ('failed', 'canceled'))));

        select distinct t.payment from billing.balance_transactions t
        where t.type in ('charge', 'payment') and t.payment is not null and exists (select from billing.ledger_entries e where e.cause = 'txn:' || t.id);
        """;

    public async Task<Result<OurBooks>> Handle(ReadOurBooks request, CancellationToken cancellationToken)
    {
        var named = request.Named;
        return await read.Query(
            async db =>
            {
                await using var rows = await db.QueryMultipleAsync(Sql, new
                {
                    since = request.Since, before = request.Before, sessions = named.Sessions, payments = named.Payments, refunds = named.Refunds,
                    disputes = named.Disputes, bills = named.Bills, stripe = LedgerAccounts.Stripe, currency = market.Currency,
                });
                return new OurBooks(
                    (await rows.ReadAsync<OurCheckout>()).AsList(), (await rows.ReadAsync<OurPayment>()).AsList(), (await rows.ReadAsync<OurRefund>()).AsList(),
                    (await rows.ReadAsync<OurDispute>()).AsList(), (await rows.ReadAsync<OurBill>()).AsList(), await rows.ReadSingleAsync<long>(),
                    await rows.ReadSingleAsync<long>(), (await rows.ReadAsync<string>()).ToHashSet(StringComparer.Ordinal));
            },
            cancellationToken);
    }
}
