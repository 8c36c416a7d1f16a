using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Cards;

internal sealed class PreferCardProcess(IMediator billing, ICardGateway cards, TimeProvider clock) : IProcessHandler<PreferCard>
{
    public async Task<Result> Handle(PreferCard request, CancellationToken cancellationToken)
    {
        var found = await billing.Send(new FindCard(request.Contractor, request.Card), cancellationToken);
        if (!found.Succeeded(out var card)) return found.Error;
        if (card.IsForgotten || card.CustomerId is not { } customer) return BillingErrors.CardNotFound;

        // Another key each time: the last choice counts, also when it is one that was made before.
        var key = string.Create(CultureInfo.InvariantCulture, $"card:{request.Card}:prefer:{clock.GetUtcNow().ToUnixTimeMilliseconds()}");
        var preferred = await cards.Prefer(customer, card.PaymentMethod, key, cancellationToken);
        if (preferred.IsUnknown) return BillingErrors.StripeUnavailable;
        return preferred.Succeeded(out _)
            ? await billing.Send(new NotePreferred(request.Contractor, request.Card), cancellationToken)
            : await Look(card.PaymentMethod, cancellationToken);
    }

    // Stripe does not have it as theirs any more, which its webhook has not told yet.
    private async Task<Result> Look(string paymentMethod, CancellationToken cancel)
    {
        await billing.Send(new SeeCard(paymentMethod), cancel);
        return BillingErrors.CardNotFound;
    }
}

/// <summary>Stripe has made a card the one that is charged.</summary>
internal sealed record NotePreferred(ContractorId Contractor, Guid Card) : ICommand;

internal sealed class NotePreferredHandler(ICards cards, IAccounts accounts) : ICommandHandler<NotePreferred>
{
    public async Task<Result> Handle(NotePreferred request, CancellationToken cancellationToken)
    {
        await accounts.Hold(request.Contractor, cancellationToken);
        if (await cards.FindOwn(request.Contractor, request.Card, cancellationToken) is not { } card) return BillingErrors.CardNotFound;
        await cards.ClearDefault(request.Contractor, except: card.PaymentMethod, cancellationToken);
        card.Prefer();
        return Result.Success;
    }
}
