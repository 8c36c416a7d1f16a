using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Catalogue;

/// <summary>Keeps the price that Stripe made.</summary>
internal sealed record SavePrice(Guid Price, string StripeId) : ICommand;

internal sealed class SavePriceHandler(ICatalogue catalogue) : ICommandHandler<SavePrice>
{
    public async Task<Result> Handle(SavePrice request, CancellationToken cancellationToken)
    {
        var known = await catalogue.Hold(cancellationToken);
        known.Prices.Single(price => price.Id == request.Price).BecomeKnown(request.StripeId);
        return Result.Success;
    }
}

/// <summary>Keeps the tax rate that Stripe made.</summary>
internal sealed record SaveTaxRate(Guid Rate, string StripeId) : ICommand;

internal sealed class SaveTaxRateHandler(ICatalogue catalogue) : ICommandHandler<SaveTaxRate>
{
    public async Task<Result> Handle(SaveTaxRate request, CancellationToken cancellationToken)
    {
        var known = await catalogue.Hold(cancellationToken);
        known.Rates.Single(rate => rate.Id == request.Rate).BecomeKnown(request.StripeId);
        return Result.Success;
    }
}

/// <summary>What is sold by the month, as Stripe knows it.</summary>
internal sealed record ReadCatalogue : IQuery<PlanCatalogue>;
