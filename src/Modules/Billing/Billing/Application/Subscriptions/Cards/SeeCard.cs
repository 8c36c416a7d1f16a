using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Subscriptions.Cards;

/// <summary>Has a customer's default card looked at, unless it is known as that. Only the system may keep it.</summary>
internal sealed record SeeCard(string PaymentMethod) : ICommand;

internal sealed class SeeCardHandler(ICards cards, IOutbox outbox) : ICommandHandler<SeeCard>
{
    public async Task<Result> Handle(SeeCard request, CancellationToken cancellationToken)
    {
        if (await cards.Find(request.PaymentMethod, cancellationToken) is not { IsDefault: true }) outbox.Publish(new CardSeen(request.PaymentMethod));
        return Result.Success;
    }
}
