using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>What was paid, line by line: the price, what a coupon saved, each tax, the total.</summary>
internal static class ChargeLines
{
    /// <param name="priced">The text that says what the price is of.</param>
    public static IEnumerable<(string Label, string Amount)> Of(Charge charge, string priced, Wording words)
    {
        yield return (words.Say(priced), words.Amount(charge.Subtotal));
        if (charge.Discount.Cents > 0)
            yield return (words.Say("receipt.discount"), words.Amount(Money.Zero(charge.Discount.Currency) - charge.Discount));
        foreach (var tax in charge.Taxes) yield return (words.Tax(tax.Code), words.Amount(tax.Amount));
        yield return (words.Say("receipt.total"), words.Amount(charge.Total));
    }
}
