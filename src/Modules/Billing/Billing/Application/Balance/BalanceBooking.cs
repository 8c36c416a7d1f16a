using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Ledger;

namespace LeadMarket.Billing.Application.Balance;

/// <summary>What a movement of Stripe's balance means in our books. Payments, refunds and refunds that came back are posted by their own
/// causes; of them only Stripe's fee is left to post.</summary>
// https://docs.stripe.com/reports/balance-transaction-types
internal static class BalanceBooking
{
    /// <summary>The entry that a movement calls for; one without lines posts nothing.</summary>
    public static LedgerEntry Entry(BalanceTransaction moved) => moved switch
    {
        { Type: "charge" or "payment" or "refund" or "payment_refund" or "refund_failure" or "payment_failure_refund" } => Fee(moved),
        { Type: "adjustment", Category: "dispute" or "dispute_reversal" } => Movement(moved, LedgerAccounts.Disputes),
        { Type: "payout" or "payout_cancel" or "payout_failure" } => Movement(moved, LedgerAccounts.Bank),
        { Type: "stripe_fee" or "stripe_fx_fee" or "tax_fee" } => Movement(moved, LedgerAccounts.StripeFees),
        _ => Movement(moved, LedgerAccounts.Unclassified),
    };

    /// <summary>The entry of a charge or refund that belongs to no payment of ours: others use the account too. Its fee is booked already.</summary>
    public static LedgerEntry Foreign(BalanceTransaction moved) => Foreign(moved, $"txn:{moved.Id}", moved.AmountCents);

    /// <summary>Reverses it: the payment was heard of at last, and is booked by its own cause.</summary>
    public static LedgerEntry OursAfterAll(BalanceTransaction moved) => Foreign(moved, $"txn-ours:{moved.Id}", -moved.AmountCents);

    private static LedgerEntry Foreign(BalanceTransaction moved, string cause, long cents) =>
        LedgerEntry.For(cause, contractor: null, moved.Currency, moved.CreatedAt)
            .Credit(LedgerAccounts.Unclassified, cents)
            .Debit(LedgerAccounts.Stripe, cents);

    /// <summary>The one order in which movements are booked.</summary>
    public static IEnumerable<BalanceTransaction> InOrder(IEnumerable<BalanceTransaction> moved) =>
        moved.OrderBy(each => each.CreatedAt).ThenBy(each => each.Id, StringComparer.Ordinal);

    /// <summary>We have no word for it: an operator has to say what it is.</summary>
    public static bool IsUnclassified(BalanceTransaction moved) => Entry(moved).Lines.Any(line => line.Account == LedgerAccounts.Unclassified);

    private static LedgerEntry Fee(BalanceTransaction moved) =>
        LedgerEntry.For($"fee:{moved.Id}", contractor: null, moved.Currency, moved.CreatedAt)
            .Debit(LedgerAccounts.StripeFees, moved.FeeCents)
            .Credit(LedgerAccounts.Stripe, moved.FeeCents);

    private static LedgerEntry Movement(BalanceTransaction moved, string account) =>
        LedgerEntry.For($"txn:{moved.Id}", contractor: null, moved.Currency, moved.CreatedAt)
            .Debit(account, -moved.AmountCents)
            .Debit(LedgerAccounts.StripeFees, moved.FeeCents)
            .Debit(LedgerAccounts.Stripe, moved.NetCents);
}
