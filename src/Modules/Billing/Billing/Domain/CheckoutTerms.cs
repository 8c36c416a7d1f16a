using System.Runtime.InteropServices;
using LeadMarket.Billing.Contracts;

namespace LeadMarket.Billing.Domain;

/// <summary>What the buyer is asked to pay, word for word. Frozen with the idempotency key: every repeat must send the same.</summary>
/// <param name="Email">Where Stripe sends its receipt.</param>
/// <param name="Locale">Language of Stripe's page.</param>
/// <param name="Lines">They add up to what the card is asked for; none is zero.</param>
/// <param name="KeepCard">The buyer agreed that Stripe keeps the page's card.</param>
internal sealed record CheckoutTerms(
    string Email, string Locale, IReadOnlyList<CheckoutLine> Lines, string PaidUrl, string LeftUrl, bool KeepCard = false);

/// <param name="Label">As the buyer reads it at Stripe.</param>
internal sealed record CheckoutLine(string Label, long Cents);

/// <summary>Which kept card is tried, or why none is.</summary>
/// <param name="Method">Stripe's id of it.</param>
/// <param name="Refusal">A code of <see cref="CardRefusals"/>; the page opens at once.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CardChoice(string? Method, string? Refusal);

/// <summary>What the invoice will say, as it was when the buyer agreed to pay.</summary>
/// <param name="Item">What is bought, in each language of the market.</param>
/// <param name="ListCents">What it would have cost on the market's first plan, before tax; tells what a plan saved.</param>
/// <param name="FixedPrice">It costs the same on every plan.</param>
/// <param name="UpgradeToCents">Of an upgrade: the price of an exclusive lead, before tax.</param>
internal sealed record CheckoutBill(
    BilledTo BilledTo, IReadOnlyDictionary<string, string> Item, long ListCents, bool FixedPrice = false, long? UpgradeToCents = null);
