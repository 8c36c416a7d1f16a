using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Makes sure that a payment of ours is known before what came after it: news of its refund or dispute may be quicker than its own.</summary>
internal sealed record TakeInPayment(string PaymentIntent) : IProcess;

internal sealed class TakeInPaymentProcess(IMediator billing, IPaymentGateway gateway, TimeProvider clock) : IProcessHandler<TakeInPayment>
{
    public async Task<Result> Handle(TakeInPayment request, CancellationToken cancellationToken)
    {
        var known = await billing.Send(new FindPaymentOwner(request.PaymentIntent, Customer: null), cancellationToken);
        if (known.IsFailure) return known.Error;
        if (known.Value.IsKnown) return Result.Success;

        var answer = await gateway.GetPayment(request.PaymentIntent, cancellationToken);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!answer.Succeeded(out var payment) || !payment.Succeeded) return Result.Success;
        if (payment.Purchase is { } purchase)
        {
            return await billing.Send(
                new ApplyCheckout(purchase, HostedState.Paid, SessionId: null, payment.Id, payment.Captured, payment.Customer, clock.GetUtcNow(), EventId: null),
                cancellationToken);
        }

        var owner = await billing.Send(new FindPaymentOwner(request.PaymentIntent, payment.Customer), cancellationToken);
        if (owner.IsFailure) return owner.Error;
        if (owner.Value is not { IsKnown: false, IsOurCustomers: true }) return Result.Success;

        // A bill of a plan names no purchase: its own news is on the way, and this is told again after it.
        var billed = await gateway.ListBilledPayments(payment.Customer!, cancellationToken);
        if (!billed.Succeeded(out var bills)) return BillingErrors.StripeUnavailable;
        return bills.Contains(request.PaymentIntent)
            ? BillingErrors.PaymentNotBooked
            : await billing.Send(new RaiseForeignPayment(request.PaymentIntent), cancellationToken);
    }
}

/// <summary>What happened to a payment that a customer of ours made for something else is nobody's but an operator's to see to.</summary>
internal sealed record RaiseForeignPayment(string PaymentIntent) : ICommand;

internal sealed class RaiseForeignPaymentHandler(IAlarms alarms) : ICommandHandler<RaiseForeignPayment>
{
    public async Task<Result> Handle(RaiseForeignPayment request, CancellationToken cancellationToken)
    {
        await alarms.Raise(
            OperatorAlarms.UnclassifiedMovement, request.PaymentIntent,
            $"{request.PaymentIntent} was refunded or disputed; a customer of ours paid it, and it belongs to no purchase and no bill of ours.",
            purchase: null, cancellationToken);
        return Result.Success;
    }
}

/// <summary>Whether a payment is in our books, and whether its customer is one of ours.</summary>
internal sealed record FindPaymentOwner(string PaymentIntent, string? Customer) : IQuery<PaymentOwner>;

internal sealed record PaymentOwner(bool IsKnown, bool IsOurCustomers);
