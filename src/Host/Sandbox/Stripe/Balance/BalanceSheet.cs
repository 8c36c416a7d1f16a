using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Balance;

/// <summary><c>GET /v1/balance</c> and its lines. Money becomes available with time, so whoever looks brings it up to date first.</summary>
internal static class BalanceSheet
{
    private const string Home = "cad";

    public static async Task<StripeAnswer> Read(StripeCall call)
    {
        call.Form.RefuseUnknown();
        await Mature(call.Ledger);
        var sums = await Sums(call.Ledger);
        return StripeAnswer.Ok(new JsonObject
        {
            ["object"] = "balance",
            ["available"] = Part(sums, sum => sum.Available),
            ["livemode"] = false,
            ["pending"] = Part(sums, sum => sum.Pending),
        });
    }

    public static async Task<StripeAnswer> List(StripeCall call)
    {
        await Mature(call.Ledger);
        return await new StripeList(call, Kinds.BalanceTransaction).Matching("type").Matching("source").Matching("currency").Answer();
    }

    public static async Task<StripeAnswer> Retrieve(StripeCall call)
    {
        await Mature(call.Ledger);
        return await Retrieval.Of(Kinds.BalanceTransaction)(call);
    }

    public static async Task<long> Available(StripeLedger ledger, string currency)
    {
        await Mature(ledger);
        return (await Sums(ledger)).FirstOrDefault(sum => string.Equals(sum.Currency, currency, StringComparison.Ordinal))?.Available ?? 0;
    }

    private static async Task Mature(StripeLedger ledger)
    {
        var due = await ledger.Query("""
            select id, kind, body::text as body, details::text as details from sandbox.stripe_objects
            where kind = 'balance_transaction' and body ->> 'status' = 'pending' and (body ->> 'available_on')::bigint <= @Now
            order by seq for update
            """, new { ledger.Now });
        foreach (var transaction in due)
        {
            transaction.Body["status"] = "available";
            await ledger.Save(transaction);
        }
    }

    private static Task<IReadOnlyList<Sum>> Sums(StripeLedger ledger) => ledger.Read<Sum>("""
        select body ->> 'currency' as "Currency",
            coalesce(sum((body ->> 'net')::bigint) filter (where body ->> 'status' = 'available'), 0)::bigint as "Available",
            coalesce(sum((body ->> 'net')::bigint) filter (where body ->> 'status' = 'pending'), 0)::bigint as "Pending"
        from sandbox.stripe_objects where kind = 'balance_transaction' group by 1 order by 1
        """);

    private static JsonArray Part(IReadOnlyList<Sum> sums, Func<Sum, long> amount) =>
        [.. sums.DefaultIfEmpty(new Sum(Home, 0, 0)).Select(sum => (JsonNode)new JsonObject
        {
            ["amount"] = amount(sum),
            ["currency"] = sum.Currency,
            ["source_types"] = new JsonObject { ["card"] = amount(sum) },
        })];

    private sealed record Sum(string Currency, long Available, long Pending);
}
