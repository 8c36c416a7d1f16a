using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Balance;

/// <summary><c>/v1/balance</c>, its transactions and payouts, and the control that pays out.</summary>
internal static class BalanceEndpoints
{
    public static void MapBalance(this IEndpointRouteBuilder v1)
    {
        v1.Resource("GET", "/balance", BalanceSheet.Read);
        v1.Resource("GET", "/balance_transactions", BalanceSheet.List);
        v1.Resource("GET", "/balance_transactions/{id}", BalanceSheet.Retrieve);
        v1.Resource("GET", "/payouts", call => new StripeList(call, Kinds.Payout).Matching("status").Answer());
        v1.Resource("GET", "/payouts/{id}", Retrieval.Of(Kinds.Payout));
    }

    public static void MapBalanceControls(this IEndpointRouteBuilder app) =>
        app.MapPost("/sandbox/stripe/payouts", (HttpRequest request, LedgerBook book, CancellationToken cancel) =>
            Control.Obey(request, "/#banks", order => Payouts.Order(order, book), cancel));
}
