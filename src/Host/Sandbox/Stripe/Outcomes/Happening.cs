using LeadMarket.Sandbox.Stripe.Disputes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.PaymentPage;

namespace LeadMarket.Sandbox.Stripe.Outcomes;

/// <summary>Lets what is due happen, each in a transaction of its own.</summary>
internal static class Happening
{
    private const string Awaiting = """
        select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
        where kind in ('charge', 'refund') and details ->> 'outcome_due' is not null
        """;

    public static Task<IReadOnlyList<StripeObject>> Due(LedgerBook book, int most) => book.Write(ledger =>
        ledger.Query(Awaiting + " and (details ->> 'outcome_due')::bigint <= @Now order by seq limit @most", new { ledger.Now, most }));

    /// <param name="id">Of the refund, the charge or the charge's intent; <c>null</c> for all.</param>
    /// <param name="kind">charge or refund; <c>null</c> for both.</param>
    public static Task<IReadOnlyList<StripeObject>> Waiting(LedgerBook book, string? id, string? kind) => book.Write(ledger =>
        ledger.Query(Awaiting + " and (@id is null or id = @id or (kind = 'charge' and body ->> 'payment_intent' = @id)) and (@kind is null or kind = @kind) order by seq",
            new { id, kind }));

    /// <param name="succeeds">Another end than the card's or the account's own.</param>
    /// <returns>Whether it happened now; not when someone else saw to it first.</returns>
    public static Task<bool> Now(LedgerBook book, StripeObject awaiting, bool? succeeds = null) => book.Write(ledger =>
        (Outcome.Of(awaiting), succeeds) switch
        {
            (Outcome.Paid or Outcome.Bounced, { } wanted) => BankDebits.Settle(ledger, awaiting.Id, wanted),
            (Outcome.Paid, _) => BankDebits.Settle(ledger, awaiting.Id, hasMoney: true),
            (Outcome.Bounced, _) => BankDebits.Settle(ledger, awaiting.Id, hasMoney: false),
            (Outcome.Refunded or Outcome.RefundReturned, { } wanted) => Refunds.Settle(ledger, awaiting.Id, wanted),
            (Outcome.Refunded, _) => Refunds.Settle(ledger, awaiting.Id, succeeds: true),
            (Outcome.RefundReturned, _) => Refunds.Settle(ledger, awaiting.Id, succeeds: false),
            (Outcome.Warned, _) => FraudWarnings.Issue(ledger, awaiting.Id),
            (Outcome.Inquired, _) => OpenDispute.AsForeseen(ledger, awaiting.Id, inquiry: true),
            _ => OpenDispute.AsForeseen(ledger, awaiting.Id, inquiry: false),
        });
}
