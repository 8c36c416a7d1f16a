using System.Net;
using System.Text.Json.Nodes;

namespace LeadMarket.TestKit;

/// <summary>The buyer at Stripe's pages, and the banks behind them.</summary>
public sealed partial class Sandbox
{
    /// <summary>Fills in the payment page of a checkout and sends it.</summary>
    /// <returns>303 when paid, or when the card's owner has to <see cref="Authenticate"/> first; 402 when the card was declined,
    /// 410 when the checkout has expired.</returns>
    public Task<HttpStatusCode> Pay(Uri checkout, string card = TestCards.Visa) => Send(checkout, new(StringComparer.Ordinal)
    {
        ["cardNumber"] = card, ["cardExpiry"] = "12 / 40", ["cardCvc"] = "123", ["cardName"] = "Camille Tremblay",
    });

    /// <summary>Orders a bank debit on the payment page; the money comes, or does not, three days later.</summary>
    /// <returns>303 when the order is complete.</returns>
    public Task<HttpStatusCode> PayByDebit(Uri checkout, string account = TestAccounts.Pays) => Send(checkout, new(StringComparer.Ordinal)
    {
        ["paymentMethod"] = "acss_debit", ["institutionNumber"] = "000", ["transitNumber"] = "11000", ["accountNumber"] = account, ["accountName"] = "Camille Tremblay",
    });

    /// <summary>Answers the bank's question that <see cref="Pay"/> with <see cref="TestCards.ThreeDSecure"/> led to.</summary>
    /// <returns>303 when paid; 402 when the buyer is back at the card form.</returns>
    public async Task<HttpStatusCode> Authenticate(Uri checkout, bool succeed = true)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("outcome", succeed ? "complete" : "fail")]);
        using var answer = await _http.PostAsync(new Uri($"{checkout.AbsoluteUri}/authenticate"), form);
        var isBack = answer.Headers.Location?.OriginalString.StartsWith(checkout.AbsolutePath, StringComparison.Ordinal) is true;
        return answer.StatusCode is HttpStatusCode.SeeOther && isBack ? HttpStatusCode.PaymentRequired : answer.StatusCode;
    }

    /// <summary>Has a buyer's bank ask a payment back.</summary>
    /// <param name="payment">A payment intent (<c>pi_</c>) or a charge (<c>ch_</c>).</param>
    /// <param name="inquiry">The bank only asks; the money stays for now.</param>
    public Task<CardDispute> OpenDispute(string payment, string reason = "fraudulent", bool inquiry = false) =>
        Post<CardDispute>("/sandbox/stripe/disputes", new JsonObject
        {
            [payment.StartsWith("ch_", StringComparison.Ordinal) ? "charge" : "paymentIntent"] = payment, ["reason"] = reason, ["inquiry"] = inquiry,
        });

    /// <summary>Has the bank decide a dispute.</summary>
    public Task<CardDispute> CloseDispute(string dispute, bool won) =>
        Post<CardDispute>($"/sandbox/stripe/disputes/{dispute}/close", new { outcome = won ? "won" : "lost" });

    /// <summary>Ends everything now that banks would end later: bank debits, refunds under way, disputes about to open.</summary>
    /// <returns>How many.</returns>
    public Task<int> Finish() => Finish([]);

    /// <summary>Settles refunds under way.</summary>
    /// <param name="succeed">Another end than their cards' own.</param>
    public Task<int> FinishRefunds(bool? succeed = null) => Finish(Ending(new() { ["kind"] = "refunds" }, succeed));

    /// <summary>Settles one bank debit, refund or dispute about to open.</summary>
    /// <param name="id">Of the payment intent, the charge or the refund.</param>
    /// <param name="succeed">Another end than its account's or card's own.</param>
    public Task<int> Finish(string id, bool? succeed = null) => Finish(Ending(new() { ["id"] = id }, succeed));

    /// <summary>Has Stripe send money to the market's bank.</summary>
    /// <param name="cents">All that is available, unless told.</param>
    public Task<SentPayout> Payout(long? cents = null) =>
        Post<SentPayout>("/sandbox/stripe/payouts", cents is null ? new JsonObject() : new JsonObject { ["amount"] = cents });

    private static JsonObject Ending(JsonObject order, bool? succeed)
    {
        if (succeed is { } wanted) order["outcome"] = wanted ? "succeeded" : "failed";
        return order;
    }

    private async Task<int> Finish(JsonObject order) => (await Post<JsonObject>("/sandbox/stripe/finish", order))["finished"]!.GetValue<int>();

    private async Task<HttpStatusCode> Send(Uri page, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(page, form);
        return answer.StatusCode;
    }
}
