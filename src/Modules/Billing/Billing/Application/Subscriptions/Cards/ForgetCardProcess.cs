using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Cards;

internal sealed class ForgetCardProcess(IMediator billing, ICardGateway cards, ISubscriptionGateway gateway, TimeProvider clock) : IProcessHandler<ForgetCard>
{
    public async Task<Result> Handle(ForgetCard request, CancellationToken cancellationToken)
    {
        var found = await billing.Send(new FindCard(request.Contractor, request.Card), cancellationToken);
        if (!found.Succeeded(out var card)) return found.Error;
        if (card.IsForgotten) return Result.Success;
        if (card.PaysPlan) return BillingErrors.CardPaysPlan;

        // Another key each time: nothing doubles, for a card is forgotten once, and a stored failure must not be replayed.
        var key = string.Create(CultureInfo.InvariantCulture, $"card:{request.Card}:forget:{clock.GetUtcNow().ToUnixTimeMilliseconds()}");
        var forgotten = await cards.Forget(card.PaymentMethod, key, cancellationToken);
        if (!forgotten.Succeeded(out _) && !await IsGone(card.PaymentMethod, cancellationToken)) return BillingErrors.StripeUnavailable;
        return await billing.Send(new NoteForgotten(request.Contractor, request.Card), cancellationToken);
    }

    /// <summary>Whether an earlier try, or somebody in the dashboard, has seen to it.</summary>
    private async Task<bool> IsGone(string paymentMethod, CancellationToken cancel)
    {
        var fetched = await gateway.GetCard(paymentMethod, cancel);
        return fetched.Succeeded(out var card) ? card.Customer is null : fetched.Refusal is Refusal.NotFound;
    }
}

/// <summary>Stripe has forgotten a card: nobody is shown it any more, or charged with it.</summary>
internal sealed record NoteForgotten(ContractorId Contractor, Guid Card) : ICommand;

internal sealed class NoteForgottenHandler(ICards cards, IAccounts accounts, TimeProvider clock) : ICommandHandler<NoteForgotten>
{
    public async Task<Result> Handle(NoteForgotten request, CancellationToken cancellationToken)
    {
        await accounts.Hold(request.Contractor, cancellationToken);
        if (await cards.FindOwn(request.Contractor, request.Card, cancellationToken) is not { } card) return BillingErrors.CardNotFound;
        card.Forget(clock.GetUtcNow());
        return Result.Success;
    }
}

/// <summary>A card of a contractor's. Refused with <c>billing.card-not-found</c>.</summary>
internal sealed record FindCard(ContractorId Contractor, Guid Card) : IQuery<FoundCard>;

/// <param name="PaysPlan">A subscription that is not over is charged to it.</param>
internal sealed record FoundCard(string PaymentMethod, string? CustomerId, bool IsForgotten, bool PaysPlan);
