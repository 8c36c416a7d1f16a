using System.Text.Json.Nodes;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Balance;

/// <summary><c>POST /sandbox/stripe/payouts</c> sends what is available to the market's bank.</summary>
internal static class Payouts
{
    public static async Task<IResult> Order(JsonObject order, LedgerBook book)
    {
        var currency = Control.Text(order, "currency") ?? "cad";
        long? asked = null;
        if (order["amount"] is { } sent)
        {
            if (sent is not JsonValue value || !value.TryGetValue<long>(out var amount) || amount <= 0) return Refuse("amount is a whole number of cents.");
            asked = amount;
        }

        return await book.Write(async ledger =>
        {
            // Two at once must not both spend the same money.
            await ledger.Hold("payouts");
            var available = await BalanceSheet.Available(ledger, currency);
            var paid = asked ?? available;
            if (paid <= 0 || paid > available) return Results.Conflict(new { error = $"{Amounts.Written(available)} {currency} is available." });
            var payout = await Send(ledger, paid, currency);
            return Results.Ok(new { payout.Id, Amount = paid, Currency = currency, BalanceTransaction = payout.Text("balance_transaction") });
        });
    }

    private static async Task<StripeObject> Send(StripeLedger ledger, long amount, string currency)
    {
        var id = StripeIds.New("po_");
        var payout = await ledger.Add(Kinds.Payout, new JsonObject
        {
            ["id"] = id,
            ["object"] = "payout",
            ["amount"] = amount,
            ["arrival_date"] = ledger.Now,
            ["automatic"] = false,
            ["balance_transaction"] = await Transactions.OfPayout(ledger, id, amount, currency),
            ["created"] = ledger.Now,
            ["currency"] = currency,
            ["description"] = null,
            ["failure_code"] = null,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["method"] = "standard",
            ["status"] = "paid",
            ["type"] = "bank_account",
        });
        await ledger.Emit("payout.created", payout);
        await ledger.Emit("payout.paid", payout);
        return payout;
    }

    private static IResult Refuse(string message) => Results.BadRequest(new { error = message });
}
