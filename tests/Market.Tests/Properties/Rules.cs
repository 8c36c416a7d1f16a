namespace LeadMarket.Market.Tests.Properties;

/// <summary>What holds after every step, and what holds at the end, as SQL over all modules: each broken rule is a row. The numbers are
/// those of the invariants in docs/decisions/0012.</summary>
internal static class Rules
{
    private const string Active = "('reserved', 'opening', 'open', 'processing', 'cancelling', 'paid', 'disputed', 'charged-back', 'refund-pending', 'refund-failed')";

    public const string Always = $"""
        with mine as (select * from purchasing.unlocks where listing_id = any(@listings)),
            active as (select * from mine where state in {Active}),
            held as (select l.id, l.capacity, l.slots, coalesce(bit_or(a.slots), 0) as bits, coalesce(sum(bit_count(a.slots::bit(3))), 0) as taken
                from purchasing.listings l left join active a on a.listing_id = l.id where l.id = any(@listings) group by l.id)
        select 'I1 more slots held than there are: ' || id from held where taken > capacity
        union all select 'I2 slots are not those of the active purchases: ' || id from held where slots <> bits or taken <> bit_count(slots::bit(3))
        union all select 'I3 a contact without a payment, or of one that went back: ' || c.unlock_id
            from purchasing.contacts c join mine u on u.id = c.unlock_id
            where u.paid_at is null or (u.state = 'refunded' and c.withdrawn_at is null)
        union all select 'I3 paid without a contact: ' || u.id from mine u
            where u.state = 'paid' and u.upgrades is null and not exists (select from purchasing.contacts c where c.unlock_id = u.id)
        -- The unlock's own: news of a dispute may still be on its way.
        union all select 'I3 shows the contact while a bank has its money: ' || id from mine where state = 'paid' and cardinality(open_disputes) > 0
        union all select 'I5 two active purchases of one lead by one contractor: ' || contractor_id from active group by listing_id, contractor_id, kind having count(*) > 1
        union all select 'I5 paid twice for one lead: ' || contractor_id from mine where paid_at is not null and upgrades is null group by listing_id, contractor_id having count(*) > 1
        -- Once its own lead has gone back others may come: the upgrade is on its way out, and a payment that comes late goes back.
        union all select 'an upgrade beside another buyer: ' || a.id from active a join active lead on lead.id = a.upgrades
            where exists (select from active b where b.listing_id = a.listing_id and b.contractor_id <> a.contractor_id)
        union all select 'I7 uses of a code are not its reservations: ' || c.code from coupons.coupons c
            where c.code = any(@codes) and (c.used > c.total_cap or c.used <> (select count(*) from coupons.reservations r where r.code = c.code and r.state <> 'released'))
        union all select 'I7 a code used too often by one contractor: ' || r.code from coupons.reservations r join coupons.coupons c using (code)
            where r.code = any(@codes) and r.state <> 'released' group by r.code, r.contractor_id, c.per_contractor_cap having count(*) > c.per_contractor_cap
        union all select 'I8 a price that no plan has: ' || u.id from mine u join purchasing.listings l on l.id = u.listing_id
            where u.charge is not null and u.upgrades is null and l.mode = 'shared' and (u.charge -> 'subtotal' ->> 'cents')::bigint <> all(@prices)
        union all select 'I8 not the price of being the only buyer: ' || u.id from mine u join purchasing.listings l on l.id = u.listing_id
            left join mine lead on lead.id = u.upgrades
            where u.charge is not null and (u.upgrades is not null or l.mode = 'exclusive')
                and (u.charge -> 'subtotal' ->> 'cents')::bigint <> @exclusive - coalesce((lead.charge -> 'subtotal' ->> 'cents')::bigint, 0)
        union all select 'I8 a discount that no code gives: ' || u.id from mine u left join coupons.reservations r on r.purchase_id = u.id
            where u.charge is not null and (u.charge -> 'discount' ->> 'cents')::bigint <> coalesce(r.discount_cents, 0)
        union all select 'I8 the checkout asks for another amount than the frozen price: ' || u.id from mine u join billing.checkouts k on k.purchase_id = u.id
            where k.contractor_id is not null and k.total_cents <> (u.charge -> 'total' ->> 'cents')::bigint
        union all select 'I10 two refunds of one cause: ' || r.purchase_id from billing.refunds r join mine u on u.id = r.purchase_id
            group by r.purchase_id, r.cause having count(*) > 1
        union all select 'I11 an entry that does not balance: ' || e.cause from billing.ledger_entries e join billing.ledger_lines l on l.entry_id = e.id
            where e.contractor_id = any(@contractors) group by e.cause having sum(l.cents) <> 0
        """;

    /// <summary>What holds once nothing is under way that does not wait for a person or a bank.</summary>
    public const string AnHourLater = $"""
        with mine as (select * from purchasing.unlocks where listing_id = any(@listings)),
            money as (
                select u.id, u.state,
                    coalesce((select sum(p.amount_cents) from billing.payments p where p.purchase_id = u.id), 0) as captured,
                    coalesce((select h.cents from billing.credit_holds h where h.purchase_id = u.id and h.state = 'spent'), 0) as spent,
                    coalesce((select sum(r.amount_cents) from billing.refunds r where r.purchase_id = u.id and r.state = 'succeeded'), 0) as returned,
                    coalesce((select sum(r.amount_cents) from billing.refunds r where r.purchase_id = u.id and r.state in ('failed', 'canceled')), 0) as owed,
                    coalesce((select sum(d.amount_cents) from billing.disputes d join billing.payments p using (payment_intent) where p.purchase_id = u.id and d.status = 'lost'), 0) as lost
                from mine u)
        select 'I9 still under way: ' || id || ' ' || state from mine where state in ('reserved', 'opening', 'open', 'cancelling', 'refunding', 'refund-pending')
        union all select 'I4 kept money for nothing: ' || id || ' ' || state || ' ' || captured + spent - returned - lost from money
            where state in ('expired', 'refunded') and captured + spent - returned - lost - owed > 0
        union all select 'I4 gave back more than was paid: ' || id from money where returned > captured + spent
        union all select 'I4 delivered without money: ' || m.id from money m join mine u on u.id = m.id
            where m.state = 'paid' and m.captured + m.spent < (u.charge -> 'total' ->> 'cents')::bigint
        union all select 'I7 a code is still held by a purchase that ended: ' || r.purchase_id from coupons.reservations r join mine u on u.id = r.purchase_id
            where (u.state in ('expired', 'refunded') and r.state = 'redeemed') or r.state = 'reserved'
        union all select 'a payment that no purchase knows what to do with: ' || p.payment_intent from billing.payments p join mine u on u.id = p.purchase_id
            where not p.accepted and not exists (select from billing.refunds r where r.payment_intent = p.payment_intent)
        union all select 'credits set aside for a purchase that ended: ' || h.purchase_id from billing.credit_holds h join mine u on u.id = h.purchase_id
            where h.state = 'held'
        union all select 'an upgrade of a lead that is not theirs any more: ' || u.id from mine u join mine lead on lead.id = u.upgrades
            where u.state = 'paid' and lead.state in ('refunded', 'expired')
        union all select 'I9 a return that nobody has judged: ' || r.id from purchasing.returns r join mine u on u.id = r.unlock_id where r.state = 'requested'
        union all select 'I4 the books hold ' || booked || ' of ' || money.id || ', which was paid ' || captured + spent || ' and had back ' || returned from money
            join lateral (
                select coalesce(sum(l.cents), 0) as booked from billing.ledger_entries e join billing.ledger_lines l on l.entry_id = e.id
                where l.account in ('stripe', 'credits') and e.cause in (
                    select 'spent:' || money.id union all select 'payment:' || p.payment_intent from billing.payments p where p.purchase_id = money.id
                    union all select 'refund:' || r.id from billing.refunds r where r.purchase_id = money.id)) books on true
            where booked <> captured + spent - returned
        union all select 'I4 the books hold ' || booked || ' of what dispute ' || d.id || ' moved, which is ' || d.status
            from billing.disputes d join mine u on u.id = d.purchase_id
            join lateral (
                select coalesce(sum(l.cents), 0) as booked from billing.ledger_entries e join billing.ledger_lines l on l.entry_id = e.id
                where l.account = 'stripe' and e.cause in ('txn:txn_dispute_' || d.id, 'txn:txn_dispute_reversal_' || d.id)) books on true
            where booked <> case d.status when 'won' then 0 else -d.amount_cents end
        """;

    /// <summary>And once nobody waits for a person any more.</summary>
    public const string AtTheEnd = $"""
        {AnHourLater}
        union all select 'I9 a return that nobody has decided: ' || r.id from purchasing.returns r join mine u on u.id = r.unlock_id
            where r.state not in ('approved', 'denied')
        union all select 'I9 a return that was approved and not paid back: ' || r.id || ' ' || u.state from purchasing.returns r join mine u on u.id = r.unlock_id
            where r.state = 'approved' and u.state not in ('refunded', 'charged-back')
        """;

    /// <summary>Everything that replaying could change, line by line.</summary>
    public const string Picture = """
        select line from (
            select u::text as line from purchasing.unlocks u where listing_id = any(@listings)
            union all select l::text from purchasing.listings l where id = any(@listings)
            union all select c::text from purchasing.contacts c join purchasing.unlocks u on u.id = c.unlock_id where u.listing_id = any(@listings)
            -- Not when its money is looked after next.
            union all select (to_jsonb(r) - 'settle_at' - 'settle_tries')::text from purchasing.returns r where contractor_id = any(@contractors)
            union all select v::text from purchasing.return_verdicts v where contractor_id = any(@contractors)
            union all select r::text from coupons.reservations r where contractor_id = any(@contractors)
            union all select concat_ws(' ', p.payment_intent, p.accepted, p.amount_cents) from billing.payments p where contractor_id = any(@contractors)
            union all select concat_ws(' ', r.purchase_id, r.cause, r.state, r.amount_cents) from billing.refunds r where contractor_id = any(@contractors)
            union all select d::text from billing.documents d where contractor_id = any(@contractors)
            -- Not when Stripe last said the same.
            union all select concat_ws(' ', d.id, d.status, d.amount_cents, d.frozen_at, d.closed_at) from billing.disputes d where contractor_id = any(@contractors)
            union all select concat_ws(' ', e.cause, l.account, l.cents) from billing.ledger_entries e join billing.ledger_lines l on l.entry_id = e.id
                where e.contractor_id = any(@contractors)
            union all select concat_ws(' ', a.contractor_id, a.credit_cents, a.held_cents) from billing.accounts a where contractor_id = any(@contractors)) as everything
        order by line
        """;

    /// <summary>As <see cref="Picture"/>, of one contractor's own rows.</summary>
    public const string PictureOfOne = """
        select line from (
            select u::text as line from purchasing.unlocks u where contractor_id = @contractor
            union all select c::text from purchasing.contacts c where contractor_id = @contractor
            union all select k::text from billing.checkouts k where contractor_id = @contractor
            union all select a::text from billing.accounts a where contractor_id = @contractor) as own
        order by line
        """;
}
