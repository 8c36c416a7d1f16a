using System.Text.RegularExpressions;
using Dapper;
using LeadMarket.Billing.Application;
using LeadMarket.Billing.Application.Reactions;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Disputes;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Inbox;

/// <summary>Thousands of open purchases, whose events are heard side by side, and what the tables say of each at the end.</summary>
internal sealed class InboxMarket(BillingDatabase billing)
{
    /// <summary>Opens purchases: one as a contractor does, the others as copies of its rows.</summary>
    public async Task<Life[]> Open(int count)
    {
        var (template, buyer) = (new PurchaseId(Guid.CreateVersion7()), new ContractorId(Guid.CreateVersion7()));
        var opened = await billing.Send(Actor.Contractor(buyer), new OpenCheckout(
            template, buyer, BillingTest.BilledTo, "fr", BillingTest.Label, BillingTest.Charge(0),
            new ReturnAddresses(new Uri("https://site.example/paid"), new Uri("https://site.example/left"))));
        opened.Value.State.ShouldBe(CheckoutState.Open);

        var banks = billing.Services.GetRequiredService<FakeBanks>();
        var lives = Enumerable.Range(0, count).Select(_ =>
        {
            var purchase = Guid.CreateVersion7();
            return new Life(billing.Stripe, banks, $"{purchase:N}", new PurchaseId(purchase), new ContractorId(Guid.CreateVersion7())).Begin();
        }).ToArray();
        await billing.Tamper(
            """
            create temporary table copies on commit drop as
                select * from unnest(@purchases, @contractors, @tags) as copy (purchase, contractor, tag);
            insert into billing.accounts
            select (jsonb_populate_record(a, jsonb_build_object(
                'contractor_id', copy.contractor, 'customer_key', 'cus:' || copy.contractor, 'customer_id', 'cus_' || copy.tag))).*
            from billing.accounts a, copies copy where a.contractor_id = @buyer;
            insert into billing.checkouts
            select (jsonb_populate_record(c, jsonb_build_object(
                'purchase_id', copy.purchase, 'contractor_id', copy.contractor, 'session_id', 'cs_' || copy.tag, 'idempotency_key', 'pur:' || copy.purchase))).*
            from billing.checkouts c, copies copy where c.purchase_id = @template;
            """,
            new
            {
                purchases = lives.Select(life => life.Purchase.Value).ToArray(), contractors = lives.Select(life => life.Contractor.Value).ToArray(),
                tags = lives.Select(life => life.Tag).ToArray(), buyer = buyer.Value, template = template.Value,
            });
        return lives;
    }

    /// <summary>An event is worked on, as the outbox has it done.</summary>
    public async Task Hear(Life life, int number, Told told)
    {
        await using var scope = billing.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
        var reaction = scope.ServiceProvider.GetServices<LeadMarket.Infrastructure.Outbox.Subscription>()
            .Single(subscription => subscription.EventType == typeof(StripeEventReceived));
        var handler = (FetchAndApplyWhenStripeEventReceived)scope.ServiceProvider.GetRequiredService(reaction.Handler);
        var heard = await handler.Handle(
            new StripeEventReceived($"evt_{life.Tag}_{number}", told.Type, told.About, billing.Clock.Now), CancellationToken.None);
        heard.IsFailure.ShouldBeFalse($"{told} of {life.Tag}");
    }

    /// <summary>All that the tables say of each purchase, but for ids, times and running numbers.</summary>
    public async Task<ILookup<Guid, string>> Snapshots()
    {
        var refunds = await billing.All<(Guid Id, string? StripeId, string Cause)>("select id, stripe_id, cause from billing.refunds");
        var named = refunds.ToDictionary(refund => refund.Id.ToString(), refund => $"[{refund.StripeId ?? refund.Cause}]", StringComparer.Ordinal);
        var seconds = (await billing.All<string>("select payment_intent from billing.payments where not accepted")).ToHashSet(StringComparer.Ordinal);
        var rows = await billing.All<(Guid Purchase, Guid Contractor, string Line)>(Sql);
        return rows.ToLookup(row => row.Purchase, row => Normal(row.Purchase, row.Contractor, row.Line, named, seconds));
    }

    private static string Normal(Guid purchase, Guid contractor, string line, Dictionary<string, string> refunds, HashSet<string> seconds)
    {
        var limit = TimeSpan.FromSeconds(1);
        line = Regex.Replace(line, "[0-9a-f]{8}-[0-9a-f-]{27}", id => refunds.GetValueOrDefault(id.Value, id.Value), RegexOptions.None, limit);
        // Of two payments the first one heard of counts, whichever it is; refunds that we asked for are numbered by the fake.
        line = Regex.Replace(line, "pi_[0-9a-f]{32}_[12]", id => seconds.Contains(id.Value) ? "the second payment" : "the payment", RegexOptions.None, limit);
        line = Regex.Replace(line, @"\bre_\d{1,9}\b", "our refund", RegexOptions.None, limit);
        return line.Replace($"{purchase:N}", "TAG", StringComparison.Ordinal).Replace($"{purchase}", "PURCHASE", StringComparison.Ordinal)
            .Replace($"{contractor}", "CONTRACTOR", StringComparison.Ordinal);
    }

    private const string Sql = """
        with lines as (
            select contractor_id, concat_ws(' ', 'checkout', state, session_id, total_cents, credit_cents) as line from billing.checkouts
            union all select contractor_id, concat_ws(' ', 'payment', payment_intent, amount_cents, accepted) from billing.payments
            union all select contractor_id, concat_ws(' ', 'refund', cause, way, payment_intent, amount_cents, state, stripe_id, owed, credited_cents, succeeded_at is not null)
                from billing.refunds
            union all select contractor_id, concat_ws(' ', 'dispute', id, payment_intent, amount_cents, status, frozen_at is not null, closed_at is not null) from billing.disputes
            union all select e.contractor_id, concat_ws(' ', 'entry', e.cause, l.account, l.cents)
                from billing.ledger_entries e join billing.ledger_lines l on l.entry_id = e.id where e.contractor_id is not null
            union all select c.contractor_id, concat_ws(' ', 'movement', e.cause, l.account, l.cents)
                from billing.ledger_entries e join billing.ledger_lines l on l.entry_id = e.id
                join billing.checkouts c on e.cause like 'txn:txn_%' and replace(c.purchase_id::text, '-', '') = substr(e.cause, 9, 32)
            union all select contractor_id, concat_ws(' ', 'document', kind, cause, lines, taxes, total_cents, card_cents, credit_cents) from billing.documents
            union all select c.contractor_id, concat_ws(' ', 'alarm', a.kind, a.subject, a.cleared_at is null)
                from billing.alarms a join billing.checkouts c on c.purchase_id = a.purchase_id
            union all select c.contractor_id, concat_ws(' ', 'told', o.name, o.payload -> 'amount', o.payload ->> 'cause', o.payload ->> 'won')
                from billing.outbox_messages o join billing.checkouts c on c.purchase_id::text = o.payload ->> 'purchase'
                -- That it takes days is told only when it is heard of before its end.
                where o.name <> 'billing.checkout-processing.v1'
            -- Of several parts the one heard of last makes it whole, whichever it is; both do that are heard of at once.
            union all select c.contractor_id, 'told that it is whole'
                from billing.outbox_messages o join billing.checkouts c on c.purchase_id::text = o.payload ->> 'purchase'
                where o.payload ->> 'whole' = 'true' group by c.contractor_id
            union all select a.contractor_id, concat_ws(' ', 'credits', a.credit_cents, a.held_cents) from billing.accounts a
        )
        select c.purchase_id, c.contractor_id, l.line from lines l join billing.checkouts c on c.contractor_id = l.contractor_id order by l.line
        """;
}
