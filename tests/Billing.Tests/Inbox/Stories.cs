using LeadMarket.Billing.Domain;

namespace LeadMarket.Billing.Tests.Inbox;

/// <summary>What can happen to a purchase at Stripe.</summary>
internal static class Stories
{
    public static IReadOnlyDictionary<string, Func<Life, Step[]>> All { get; } = new Dictionary<string, Func<Life, Step[]>>(StringComparer.Ordinal)
    {
        ["paid"] = life => [life.Pay()],
        ["declined, then paid"] = life => [life.Decline(), life.Pay()],
        ["expired"] = life => [life.Expire()],
        ["declined, then expired"] = life => [life.Decline(), life.Expire()],
        ["paid by a slow bank"] = life => [life.Submit(), life.PayAtLast()],
        ["refused by a slow bank"] = life => [life.Submit(), life.FailAtLast()],
        ["paid another amount"] = life => [life.Pay(cents: 3333)],
        ["paid twice"] = life => [life.Pay(), life.PayAgain()],
        ["given back in part"] = life => [life.Pay(), life.Refund(1, 1000, RefundState.Succeeded)],
        ["given back in two parts"] = life => [life.Pay(), life.Refund(1, 1334, RefundState.Succeeded), life.Refund(2, 2000, RefundState.Succeeded)],
        ["given back slowly"] = life => [life.Pay(), life.Refund(1, 3334, RefundState.Pending), life.EndRefund(1, RefundState.Succeeded)],
        ["not taken back by the card"] = life => [life.Pay(), life.Refund(1, 3334, RefundState.Pending), life.EndRefund(1, RefundState.Failed)],
        ["disputed and won"] = life => [life.Pay(), life.Dispute(), life.Decide(won: true)],
        ["disputed and lost"] = life => [life.Pay(), life.Dispute(), life.Decide(won: false)],
        ["suspected, given back in part, disputed and lost"] = life =>
            [life.Pay(), life.Warn(), life.Refund(1, 500, RefundState.Succeeded), life.Dispute(), life.Decide(won: false)],
    };
}
