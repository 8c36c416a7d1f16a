using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Alarms;

/// <summary>Says that Stripe refuses to open checkouts. One alarm for all of them: the reason is the same until somebody sees to it.</summary>
internal sealed record RaisePaymentsRefused(PurchaseId Purchase) : ICommand;

internal sealed class RaisePaymentsRefusedHandler(IAlarms alarms) : ICommandHandler<RaisePaymentsRefused>
{
    public async Task<Result> Handle(RaisePaymentsRefused request, CancellationToken cancellationToken)
    {
        await alarms.Raise(
            "payments-refused", "checkouts", $"Stripe refuses to open checkouts; the first was that of purchase {request.Purchase}.",
            request.Purchase, cancellationToken);
        return Result.Success;
    }
}
