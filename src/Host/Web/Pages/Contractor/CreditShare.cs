using LeadMarket.Kernel;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>How credits and a card would share a price, for the page that offers it. Billing decides again when it is paid.</summary>
/// <param name="Available">All that the contractor could spend.</param>
/// <param name="Credits">What this purchase would take of it.</param>
/// <param name="Card">What is left for the card.</param>
public sealed record CreditShare(Money Available, Money Credits, Money Card)
{
    /// <summary>Stripe takes no card payment under 50 cents; credits then leave it that much.</summary>
    private const long SmallestCardPayment = 50;

    /// <summary>Null when credits could pay nothing of it.</summary>
    public static CreditShare? Of(Money total, Money available)
    {
        var credits = Math.Min(total.Cents, available.Cents);
        if (total.Cents - credits is > 0 and < SmallestCardPayment) credits = total.Cents - SmallestCardPayment;
        return credits <= 0 ? null : new CreditShare(available, total with { Cents = credits }, total with { Cents = total.Cents - credits });
    }
}
