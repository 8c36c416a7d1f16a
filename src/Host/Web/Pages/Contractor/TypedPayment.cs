using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>How a contractor chose to pay, as the form of <c>_PayWays</c> posts it.</summary>
/// <param name="UseCredits">Credits first.</param>
/// <param name="Pay">The button that was pressed: <c>card</c> for the kept one; anything else is Stripe's page.</param>
/// <param name="KeepCard">The box by which Stripe keeps the card of its page.</param>
/// <param name="Total">In cents, the whole price that the page showed. Null from a page of before it did.</param>
/// <param name="ByCard">In cents, what it said with them.</param>
/// <param name="Card">The kept card that it named.</param>
public sealed record TypedPayment(bool UseCredits = false, string? Pay = null, bool KeepCard = false, long? Total = null, long ByCard = 0, Guid Card = default)
{
    // A page can be old, another one have spent the credits, a plan have ended: card and credits pay in one click what the page said, and never more.
    public PaymentChoice Choice => Way with { AgreedTotalCents = Total is { } total ? Math.Max(total, 0) : null };

    private PaymentChoice Way => Pay == "card"
        ? new PaymentChoice(SavedCard: true, AgreedCents: Math.Max(UseCredits ? ByCard : Total ?? 0, 0), AgreedCard: Card)
        : new PaymentChoice(KeepCard: KeepCard);

    /// <summary>Where the browser goes on once a purchase has started.</summary>
    /// <param name="here">Our own page of it: also when the kept card was refused, which has to be explained before another is asked for.</param>
    public static string Next(UnlockView purchase, string here) =>
        purchase is { Checkout: { } stripe, CardRefusal: null } ? stripe.AbsoluteUri : here;
}
