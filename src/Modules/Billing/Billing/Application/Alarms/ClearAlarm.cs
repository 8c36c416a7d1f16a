using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Alarms;

internal sealed class ClearAlarmHandler(IAlarms alarms) : ICommandHandler<ClearAlarm>
{
    public async Task<Result> Handle(ClearAlarm request, CancellationToken cancellationToken) =>
        await alarms.Clear(request.Alarm, cancellationToken) ? Result.Success : BillingErrors.AlarmNotFound;
}
