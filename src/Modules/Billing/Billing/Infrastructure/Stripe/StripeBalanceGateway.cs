using System.Text.Json;
using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Infrastructure.Stripe;

internal sealed class StripeBalanceGateway(StripeClient stripe) : IBalanceGateway
{
    public async Task<GatewayAnswer<IReadOnlyList<BalanceTransaction>>> ListTransactions(DateTimeOffset? since, CancellationToken cancel)
    {
        var listed = await stripe.All(
            "v1/balance_transactions", [StripeLists.Since(since), ("expand", new[] { "data.source" })], moved => moved.Id, StripeBooksJson.Default.BalanceTransactions, cancel);
        return listed.Select<IReadOnlyList<BalanceTransaction>>(newestFirst => [.. newestFirst.Reverse().Select(Read)]);
    }

    public async Task<GatewayAnswer<HeldBalance>> GetBalance(string currency, CancellationToken cancel)
    {
        var answer = await stripe.GetPatiently("v1/balance", StripeForm.Empty, StripeBooksJson.Default.StripeBalance, cancel);
        return answer.Select(balance => new HeldBalance(balance.Available.Concat(balance.Pending)
            .Where(held => string.Equals(held.Currency, currency, StringComparison.OrdinalIgnoreCase)).Sum(held => held.Amount)));
    }

    public static BalanceTransaction Read(StripeBalanceTransaction moved) => new(
        moved.Id, moved.Type, moved.ReportingCategory, Text(moved.Source) ?? Text(moved.Source, "id"), moved.Amount, moved.Fee, moved.Net, moved.Currency.ToUpperInvariant(),
        DateTimeOffset.FromUnixTimeSeconds(moved.Created), DateTimeOffset.FromUnixTimeSeconds(moved.AvailableOn),
        Text(moved.Source, "payment_intent") ?? Text(moved.Source, "charge") ?? Text(moved.Source, "id"));

    // The id of what caused it, or the whole of it where we asked for that.
    private static string? Text(JsonElement? source) => source is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;

    private static string? Text(JsonElement? source, string field) =>
        source is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty(field, out var text) ? Text(text) : null;
}
