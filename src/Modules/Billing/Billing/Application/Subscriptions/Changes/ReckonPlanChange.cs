using LeadMarket.Billing.Application.Catalogue;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Changes;

/// <summary>Has Stripe reckon a change of plan as of an instant.</summary>
internal sealed record ReckonPlanChange(ContractorId Contractor, string Plan, DateTimeOffset AsOf) : IProcess<ReckonedChange>;

internal sealed record ReckonedChange(PlanChangeTerms Terms, PlanChangePreview Preview);

internal sealed class ReckonPlanChangeProcess(IMediator billing, ISubscriptionGateway gateway, Market market)
    : IProcessHandler<ReckonPlanChange, ReckonedChange>
{
    public async Task<Result<ReckonedChange>> Handle(ReckonPlanChange request, CancellationToken cancellationToken)
    {
        var weighed = await billing.Send(new WeighPlanChange(request.Contractor, request.Plan, request.AsOf), cancellationToken);
        if (!weighed.Succeeded(out var change)) return weighed.Error;
        var known = await billing.Send(new ReadCatalogue(), cancellationToken);
        if (!known.Succeeded(out var catalogue)) return known.Error;

        var answer = await gateway.PreviewChange(change.Terms, change.CustomerId, cancellationToken);
        if (!answer.Succeeded(out var bill)) return answer.IsUnknown ? BillingErrors.StripeUnavailable : BillingErrors.PreviewOutdated;

        var preview = Preview(change, bill, catalogue);
        return new ReckonedChange(change.Terms with { DueNowCents = preview.DueNow.Cents }, preview);
    }

    private PlanChangePreview Preview(WeighedChange change, Bill bill, PlanCatalogue catalogue)
    {
        var terms = change.Terms;
        // A cheaper plan is previewed on the next month's bill: only what this change adds to it is the change's.
        var lines = terms.ChargesNow ? bill.Lines : [.. bill.Lines.Where(line => line.IsProration && line.From == terms.AsOf)];
        var taxes = BillBooking.Taxes(lines.SelectMany(line => line.Taxes), catalogue, bill.Currency) ?? [];
        var whole = lines.Sum(line => line.Cents + line.Taxes.Sum(tax => tax.Cents));
        return new PlanChangePreview(
            terms.FromPlan, terms.ToPlan, terms.AsOf, BillWording.Lines(lines, catalogue, market), taxes,
            DueNow: new Money(terms.ChargesNow ? bill.DueCents : 0, bill.Currency),
            CreditLater: new Money(terms.ChargesNow ? 0 : Math.Max(0, -whole), bill.Currency),
            change.RenewsAt, change.Monthly);
    }
}

internal sealed class PreviewPlanChangeProcess(IMediator billing, TimeProvider clock) : IProcessHandler<PreviewPlanChange, PlanChangePreview>
{
    public async Task<Result<PlanChangePreview>> Handle(PreviewPlanChange request, CancellationToken cancellationToken)
    {
        // Stripe reckons in whole seconds; with a fraction the same instant could not be asked for twice.
        var asOf = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var reckoned = await billing.Send(new ReckonPlanChange(request.Contractor, request.Plan, asOf), cancellationToken);
        return reckoned.Succeeded(out var change) ? change.Preview : reckoned.Error;
    }
}
