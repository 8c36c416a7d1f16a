using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.StripeEvents;

/// <summary>Something is wrong between us and Stripe itself, whatever was asked.</summary>
internal sealed record RaiseStripeAlarm(string Kind, string Subject, string Detail) : ICommand
{
    /// <summary>Test money where ours is real, or the reverse.</summary>
    public const string WrongMode = "wrong-mode";

    /// <summary>Stripe does not take our key.</summary>
    public const string PaymentsRefused = "payments-refused";

    /// <summary>One alarm, however many events come: the endpoint at Stripe is set up for the other mode.</summary>
    public static RaiseStripeAlarm OfOtherModesWebhook { get; } = new(
        WrongMode, "webhook", "A signed event of the other mode (test or live) came in and was refused: its endpoint or its secret belongs to the other mode.");
}

internal sealed class RaiseStripeAlarmHandler(IAlarms alarms) : ICommandHandler<RaiseStripeAlarm>
{
    public async Task<Result> Handle(RaiseStripeAlarm request, CancellationToken cancellationToken)
    {
        await alarms.Raise(request.Kind, request.Subject, request.Detail, purchase: null, cancellationToken);
        return Result.Success;
    }
}

/// <summary>It has come right by itself.</summary>
internal sealed record ClearStripeAlarm(string Kind, string Subject) : ICommand;

internal sealed class ClearStripeAlarmHandler(IAlarms alarms) : ICommandHandler<ClearStripeAlarm>
{
    public async Task<Result> Handle(ClearStripeAlarm request, CancellationToken cancellationToken)
    {
        await alarms.Clear(request.Kind, request.Subject, cancellationToken);
        return Result.Success;
    }
}
