using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Domain;

/// <summary>The one place where a price becomes a charge.</summary>
internal static class LeadPricing
{
    /// <summary>Least amount Stripe charges to a card: 50 cents, in Canadian as in US dollars.</summary>
    // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
    public const long LeastCharge = 50;

    /// <summary>Price less discount plus the market's taxes. A total under <see cref="LeastCharge"/> is refused unless it is zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The discount is negative or above the price: a coupon rule is broken.</exception>
    public static Result<Charge> Charge(Money price, long discountCents, IReadOnlyList<Tax> taxes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(discountCents);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(discountCents, price.Cents);

        var discount = new Money(discountCents, price.Currency);
        var net = price - discount;
        var lines = taxes.Select(tax => new TaxLine(tax.Code, net with { Cents = tax.On(net.Cents) })).ToArray();
        var total = lines.Aggregate(net, (sum, line) => sum + line.Amount);

        return IsChargeable(total) ? new Charge(price, discount, lines, total) : BillingErrors.AmountTooSmall;
    }

    /// <summary>Whether a card can be charged this, or needs no charging at all.</summary>
    public static bool IsChargeable(Money total) => total.Cents is 0 or >= LeastCharge;
}
