using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Catalogue;

/// <summary>Brings the market's plans and taxes into Stripe's catalogue. Bears any repeat, and any number of hosts at it.</summary>
internal sealed record SyncCatalogue : IProcess;

internal sealed class SyncCatalogueProcess(IMediator billing, ICatalogueGateway gateway) : IProcessHandler<SyncCatalogue>
{
    public async Task<Result> Handle(SyncCatalogue request, CancellationToken cancellationToken)
    {
        var prepared = await billing.Send(new PrepareCatalogue(), cancellationToken);
        if (!prepared.Succeeded(out var missing)) return prepared.Error;

        foreach (var order in missing.TaxRates)
        {
            var made = await Make(order, cancellationToken);
            var kept = await Keep(made, order.Code, id => new SaveTaxRate(order.Id, id), cancellationToken);
            if (kept.IsFailure) return kept;
        }

        foreach (var order in missing.Prices)
        {
            var made = await Make(order, cancellationToken);
            var kept = await Keep(made, order.LookupKey, id => new SavePrice(order.Id, id), cancellationToken);
            if (kept.IsFailure) return kept;
        }

        return Result.Success;
    }

    // Looked for before it is made: Stripe forgets a key after 24 hours, and then a repeat would make a second one.
    private async Task<GatewayAnswer<string>> Make(TaxRateOrder order, CancellationToken cancel)
    {
        var listed = await gateway.ListTaxRates(cancel);
        if (!listed.Succeeded(out var rates)) return listed.Select(_ => "");
        return rates.FirstOrDefault(rate => rate.Code == order.Code && rate.Percentage == order.Percentage) is { } known
            ? GatewayAnswer<string>.Of(known.Id)
            : await gateway.CreateTaxRate(order, cancel);
    }

    private async Task<GatewayAnswer<string>> Make(PriceOrder order, CancellationToken cancel)
    {
        // The product is the plan's for good; that it is there already is what we want.
        var product = await gateway.CreateProduct(order, cancel);
        if (!product.Succeeded(out _) && product.Refusal is not Refusal.AlreadyExists) return product;

        var listed = await gateway.ListPrices(order.LookupKey, cancel);
        if (!listed.Succeeded(out var prices)) return listed.Select(_ => "");
        return prices.FirstOrDefault(price => price.Amount == order.Amount && price.Product == order.Product) is { } known
            ? GatewayAnswer<string>.Of(known.Id)
            : await gateway.CreatePrice(order, cancel);
    }

    private async Task<Result> Keep(GatewayAnswer<string> made, string what, Func<string, ICommand> save, CancellationToken cancel)
    {
        if (made.Succeeded(out var id)) return await billing.Send(save(id), cancel);
        if (made.IsUnknown) return BillingErrors.StripeUnavailable;

        // Nobody can subscribe until an operator has looked.
        await billing.Send(
            new RaiseStripeAlarm(RaiseStripeAlarm.PaymentsRefused, what, $"Stripe refuses '{what}' of the catalogue; its answer is in the log."), cancel);
        return BillingErrors.PaymentsRefused;
    }
}
