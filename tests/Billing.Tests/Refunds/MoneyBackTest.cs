using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Refunds;

/// <summary>A lead that was paid at $33.34, and its money on the way back.</summary>
public abstract class MoneyBackTest(BillingDatabase billing) : BillingTest(billing)
{
    /// <summary>$29.00, $1.45 and $2.89.</summary>
    internal const long Price = 3334;

    /// <returns>The payment intent.</returns>
    internal async Task<string> Paid()
    {
        await Open();
        return await Pay();
    }

    /// <summary>The rest is paid by card.</summary>
    internal async Task<string> PaidWithCredits(long credits)
    {
        await Grant(credits);
        await Open(useCredits: true);
        return await Pay();
    }

    internal Task<Result<RefundView>> GiveBack(string cause = "goodwill", RefundWay way = RefundWay.Card, long? cents = null) =>
        Billing.Send(Actor.Staff, new RefundPurchase(Purchase, cause, way, cents));

    internal async Task<RefundView> GivenBack(string cause = "goodwill", RefundWay way = RefundWay.Card, long? cents = null) =>
        (await GiveBack(cause, way, cents)).Value;

    internal Task<string> StateOf(string cause) => Billing.Truth<string>(
        "select state from billing.refunds where purchase_id = @id and cause = @cause", new { id = Purchase.Value, cause });

    internal Task<Guid> IdOf(string cause) => Billing.Truth<Guid>(
        "select id from billing.refunds where purchase_id = @id and cause = @cause", new { id = Purchase.Value, cause });

    internal long BackAtStripe(string intent) =>
        Stripe.Refunds.Values.Where(refund => refund.PaymentIntent == intent && refund.State is not RefundState.Failed).Sum(refund => refund.AmountCents);

    /// <summary>What credit notes have reversed so far, and what the ledger says of one account for this contractor.</summary>
    internal Task<long> Credited() => Billing.Truth<long>(
        "select coalesce(sum(total_cents), 0)::bigint from billing.documents where purchase_id = @id and kind = 'credit_note'", new { id = Purchase.Value });

    internal Task<long> Balance(string account) => Billing.Truth<long>(
        """
        select coalesce(sum(l.cents), 0)::bigint
        from billing.ledger_lines l
        join billing.ledger_entries e on e.id = l.entry_id
        where e.contractor_id = @id and l.account = @account
        """, new { id = Contractor.Value, account });

    internal Task<long> Whole() => Billing.Truth<long>(
        """
        select count(*) from billing.outbox_messages
        where name = 'billing.purchase-refunded.v1' and payload ->> 'purchase' = @id and (payload ->> 'whole')::boolean
        """, new { id = Purchase.ToString() });

    /// <summary>Stripe's own refund changes, and its webhook is heard.</summary>
    internal async Task Becomes(string stripeId, RefundState state, string type)
    {
        Stripe.Refunds[stripeId] = Stripe.Refunds[stripeId] with { State = state };
        await Hear(type, stripeId);
    }

    internal HostedRefund RefundOf(string intent) => Stripe.Refunds.Values.Single(refund => refund.PaymentIntent == intent);

    /// <summary>Somebody gives money back in Stripe's dashboard.</summary>
    internal string MadeInDashboard(string intent, long cents, RefundState state = RefundState.Succeeded)
    {
        var id = $"re_dashboard_{Guid.NewGuid():N}";
        Stripe.Refunds[id] = new HostedRefund(id, intent, null, cents, state);
        return id;
    }
}
