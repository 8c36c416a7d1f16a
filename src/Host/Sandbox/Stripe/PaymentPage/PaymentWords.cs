using System.Globalization;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>The payment page's words in one language.</summary>
internal sealed record PaymentWords(string Language, CultureInfo Culture)
{
    public required string Title { get; init; }
    public required string Test { get; init; }
    public required string Total { get; init; }
    public required string Quantity { get; init; }
    public required string Number { get; init; }
    public required string Expiry { get; init; }
    public required string ExpiryHint { get; init; }
    public required string Cvc { get; init; }
    public required string Name { get; init; }
    public required string Pay { get; init; }
    public required string Confirm { get; init; }
    public required string Cancel { get; init; }
    public required string Back { get; init; }
    public required string Complete { get; init; }
    public required string Expired { get; init; }
    public required string Unknown { get; init; }
    public required IReadOnlyDictionary<PaymentProblem, string> Problems { get; init; }

    public string Money(long cents, string currency)
    {
        var amount = (cents / 100m).ToString("N2", Culture);
        return Language is "fr" ? $"{amount}\u00a0$\u00a0{currency.ToUpperInvariant()}" : $"${amount} {currency.ToUpperInvariant()}";
    }

    /// <summary>The session's own language first, then the browser's, then English.</summary>
    public static PaymentWords For(string? locale, string acceptLanguage)
    {
        var asked = locale is null or "auto" ? acceptLanguage.TrimStart() : locale;
        return asked.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? French : English;
    }

    private static readonly PaymentWords English = new("en", CultureInfo.GetCultureInfo("en-CA"))
    {
        Title = "Payment",
        Test = "Test payment: no money moves. Use card 4242 4242 4242 4242.",
        Total = "Total due",
        Quantity = "Quantity",
        Number = "Card number",
        Expiry = "Expiry date",
        ExpiryHint = "MM / YY",
        Cvc = "CVC",
        Name = "Name on card",
        Pay = "Pay",
        Confirm = "Complete the order",
        Cancel = "Cancel and go back",
        Back = "Go back to the shop",
        Complete = "This payment is already complete. There is nothing left to pay.",
        Expired = "This payment page has expired. Nothing was charged.",
        Unknown = "There is no payment at this address.",
        Problems = new Dictionary<PaymentProblem, string>
        {
            [PaymentProblem.NumberInvalid] = "Your card number is invalid.",
            [PaymentProblem.ExpiryInvalid] = "Your card's expiration date is incomplete.",
            [PaymentProblem.Expired] = "Your card has expired.",
            [PaymentProblem.CvcInvalid] = "Your card's security code is invalid.",
            [PaymentProblem.NameMissing] = "Enter the name on the card.",
            [PaymentProblem.Declined] = "Your card was declined.",
            [PaymentProblem.NotATestCard] = "Your card was declined. This is a test payment and that is not a test card.",
        },
    };

    private static readonly PaymentWords French = new("fr", CultureInfo.GetCultureInfo("fr-CA"))
    {
        Title = "Paiement",
        Test = "Paiement d’essai : aucun argent n’est prélevé. Utilisez la carte 4242 4242 4242 4242.",
        Total = "Total à payer",
        Quantity = "Quantité",
        Number = "Numéro de carte",
        Expiry = "Date d’expiration",
        ExpiryHint = "MM / AA",
        Cvc = "CVC",
        Name = "Nom sur la carte",
        Pay = "Payer",
        Confirm = "Terminer la commande",
        Cancel = "Annuler et revenir",
        Back = "Revenir à la boutique",
        Complete = "Ce paiement est déjà fait. Il ne reste rien à payer.",
        Expired = "Cette page de paiement est expirée. Rien n’a été prélevé.",
        Unknown = "Il n’y a pas de paiement à cette adresse.",
        Problems = new Dictionary<PaymentProblem, string>
        {
            [PaymentProblem.NumberInvalid] = "Le numéro de votre carte n’est pas valide.",
            [PaymentProblem.ExpiryInvalid] = "La date d’expiration de votre carte est incomplète.",
            [PaymentProblem.Expired] = "Votre carte est expirée.",
            [PaymentProblem.CvcInvalid] = "Le code de sécurité de votre carte n’est pas valide.",
            [PaymentProblem.NameMissing] = "Inscrivez le nom qui figure sur la carte.",
            [PaymentProblem.Declined] = "Votre carte a été refusée.",
            [PaymentProblem.NotATestCard] = "Votre carte a été refusée. Ceci est un paiement d’essai et cette carte n’est pas une carte d’essai.",
        },
    };
}
