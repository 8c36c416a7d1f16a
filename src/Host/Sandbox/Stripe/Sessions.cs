using System.Text.Json.Nodes;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Setup;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>Reading and ending Checkout sessions.</summary>
internal static class Sessions
{
    public static Task<StripeAnswer> List(StripeCall call)
    {
        var list = new StripeList(call, Kinds.Session).Matching("customer").Matching("payment_intent");
        if (call.Form.OneOf("status", "open", "complete", "expired") is { } status)
            list.Where("o.body ->> 'status' = @status", "status", status);
        return list.Answer();
    }

    public static Task<StripeAnswer> Retrieve(StripeCall call) => Retrieval.Of(Kinds.Session)(call);

    public static async Task<StripeAnswer> LineItems(StripeCall call)
    {
        call.Form.Ignore("limit", "starting_after", "ending_before");
        call.Form.RefuseUnknown();
        var session = await call.Ledger.Get(Kinds.Session, call.Id);
        return StripeAnswer.Ok(session.Details["line_items"]!.DeepClone());
    }

    public static async Task<StripeAnswer> Expire(StripeCall call)
    {
        var expansion = Expansion.Read(call.Form);
        call.Form.RefuseUnknown();
        var session = await call.Ledger.GetLocked(Kinds.Session, call.Id, "session");
        if (session.Text("status") is not "open" and var status)
        {
            return StripeAnswer.InvalidRequest(code: null,
                $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {status}.", "session");
        }

        await End(call.Ledger, session);
        return StripeAnswer.Ok(await expansion.Apply(session, call));
    }

    /// <summary>Closes an open session that the caller holds locked; an attempt that was declined is cancelled with it.</summary>
    public static async Task End(StripeLedger ledger, StripeObject session)
    {
        session.Body["status"] = "expired";
        session.Body["url"] = null;
        await ledger.Save(session);
        if (session.Text("payment_intent") is { } intentId && await ledger.Lock(Kinds.Intent, intentId) is { } intent)
            await PaymentIntents.MarkCanceled(ledger, intent, "automatic");
        if (session.Text("setup_intent") is { } setup) await SetupIntents.Cancel(ledger, setup);
        await ledger.Emit("checkout.session.expired", session);
    }

    /// <summary>Whether its page asks for a card: to pay now, or to be kept.</summary>
    public static bool NeedsCard(StripeObject session) => session.Text("mode") is not "payment" || session.Number("amount_total") > 0;

    public static bool IsOpen(StripeObject session) => session.Text("status") is "open";

    public static bool IsDue(StripeObject session, long now) => session.Number("expires_at") <= now;
}

/// <summary>Ends sessions whose time has come, by the Sandbox's clock.</summary>
internal sealed class SessionExpiryWorker(LedgerBook book, ILogger<SessionExpiryWorker> log)
    : SandboxWorker(TimeProvider.System, TimeSpan.FromMilliseconds(200), log)
{
    private const int Batch = 50;

    protected override Task<bool> Work(CancellationToken stopping) => book.Write(async ledger =>
    {
        // Skips what a payment or an expire call holds: it is settled by them, or found again next time.
        var due = await ledger.Query("""
            select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
            where kind = 'checkout.session' and body ->> 'status' = 'open' and (body ->> 'expires_at')::bigint <= @Now
            order by seq limit @Batch for update skip locked
            """, new { ledger.Now, Batch });
        foreach (var session in due) await Sessions.End(ledger, session);
        return due.Count == Batch;
    });
}
