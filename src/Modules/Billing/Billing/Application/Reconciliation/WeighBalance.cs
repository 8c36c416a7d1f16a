using LeadMarket.Billing.Application.Balance;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using MediatR;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>Reads Stripe's balance at a moment when all that moved it is known here.</summary>
internal sealed record WeighBalance : IProcess<WeighedBalance>;

/// <param name="HeldCents">Stripe's balance, available and pending.</param>
/// <param name="ImportedCents">What its movements add up to.</param>
internal sealed record WeighedBalance(long HeldCents, long ImportedCents);

internal sealed class WeighBalanceProcess(IMediator billing, IBalanceGateway gateway, Market market) : IProcessHandler<WeighBalance, WeighedBalance>
{
    // On a market where money moves every second the two are never read at one instant; then the last try counts.
    private const int Tries = 4;

    public async Task<Result<WeighedBalance>> Handle(WeighBalance request, CancellationToken cancellationToken)
    {
        var before = await Import(cancellationToken);
        for (var tries = 1; ; tries++)
        {
            var held = await gateway.GetBalance(market.Currency, cancellationToken);
            if (!held.Succeeded(out var balance)) return BillingErrors.StripeUnavailable;
            var after = await Import(cancellationToken);
            if (!before.Succeeded(out var early)) return before.Error;
            if (!after.Succeeded(out var late)) return after.Error;

            // Nothing moved while the balance was asked for.
            if (early == late || tries == Tries) return new WeighedBalance(balance.Cents, late.Cents);
            before = after;
        }
    }

    private async Task<Result<ImportedBalance>> Import(CancellationToken cancel)
    {
        var imported = await billing.Send(new ImportBalance(), cancel);
        return imported.IsFailure ? imported.Error : await billing.Send(new SumImported(market.Currency), cancel);
    }
}

/// <summary>What the movements add up to that are known here.</summary>
internal sealed record SumImported(string Currency) : IQuery<ImportedBalance>;

internal sealed record ImportedBalance(long Cents, int Movements);
