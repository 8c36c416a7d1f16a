namespace LeadMarket.Kernel;

/// <summary>How the card's part of a purchase is paid. The default is Stripe's page, which forgets the card.</summary>
/// <param name="SavedCard">With the card that is kept, in one click. Refused or in need of its holder's bank, Stripe's page opens instead.</param>
/// <param name="KeepCard">The buyer agrees that Stripe keeps the card of its page for their next purchases.</param>
/// <param name="AgreedCents">The most that the saved card may be charged in one click, as its button said; null: whatever it comes to. More, and
/// Stripe's page opens instead.</param>
/// <param name="AgreedCard">The card that its button named; null: whichever pays by then. Another, and Stripe's page opens instead.</param>
/// <param name="AgreedTotalCents">The whole price, taxes included, that the page showed, whoever pays it; null: whatever it comes to. More, and neither
/// card nor credits pay in one click: Stripe's page opens instead, with the sum in view.</param>
public readonly record struct PaymentChoice(
    bool SavedCard = false, bool KeepCard = false, long? AgreedCents = null, Guid? AgreedCard = null, long? AgreedTotalCents = null);

/// <summary>What a contractor buys, for its price.</summary>
/// <param name="Service">A service key.</param>
/// <param name="Exclusive">Nobody else will be able to buy it: the market's exclusive price, whatever the plan.</param>
/// <param name="PaidCents">Before tax and coupons: what they paid for the lead already, taken off the exclusive price.</param>
public sealed record LeadOffer(string Service, bool Exclusive = false, long PaidCents = 0);
