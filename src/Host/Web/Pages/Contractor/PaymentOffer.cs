using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>What is bought, for the words of the buttons.</summary>
public enum Bought
{
    Lead,
    Upgrade,
}

/// <summary>The ways in which one price can be paid by this contractor.</summary>
/// <param name="Price">To the cent, as the button says it.</param>
/// <param name="Share">How credits could help; null when there are none to spend.</param>
/// <param name="Card">The card that pays in one click; null when Stripe keeps none.</param>
/// <param name="UseCredits">Whether the box is ticked. Ticked until they say otherwise: credits buy nothing else.</param>
public sealed record PaymentOffer(Bought What, Charge Price, PaymentSplit? Share, KeptCard? Card, bool UseCredits)
{
    /// <summary>Credits could pay all of it.</summary>
    public bool Covered => Share is { Card.Cents: 0 };

    /// <summary>What a card would pay once credits are spent.</summary>
    public Money ByCard => Share?.Card ?? Price.Total;

    public static async Task<Result<PaymentOffer>> For(
        IMediator modules, ContractorId contractor, Bought what, Charge price, bool useCredits, CancellationToken cancel)
    {
        var split = await modules.Send(new SplitPayment(contractor, price.Total), cancel);
        if (split.IsFailure) return split.Error;
        var cards = await modules.Send(new ListCards(contractor), cancel);
        if (cards.IsFailure) return cards.Error;

        var card = cards.Value.FirstOrDefault(kept => kept.PaysByOneClick);
        return new PaymentOffer(what, price, split.Value.Credits.Cents > 0 ? split.Value : null, card, useCredits);
    }
}
