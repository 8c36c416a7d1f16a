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
    public required string AuthenticationAsks { get; init; }
    public required string AuthenticationComplete { get; init; }
    public required string AuthenticationFail { get; init; }
    public required string AuthenticationTest { get; init; }
    public required string AuthenticationTitle { get; init; }
    public required string KeepTitle { get; init; }
    public required string Keep { get; init; }
    public required string KeepNote { get; init; }
    public required string Kept { get; init; }
    public required string Debit { get; init; }
    public required string DebitNote { get; init; }
    public required string Institution { get; init; }
    public required string Transit { get; init; }
    public required string AccountNumber { get; init; }
    public required string AccountName { get; init; }
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
        AuthenticationAsks = "Your bank wants to make sure that it is you.",
        AuthenticationComplete = "Complete authentication",
        AuthenticationFail = "Fail authentication",
        AuthenticationTest = "Test authentication: choose how it ends.",
        AuthenticationTitle = "Confirm with your bank",
        KeepTitle = "Save a card",
        Keep = "Save the card",
        KeepNote = "Nothing is charged today.",
        Kept = "Your card is already saved.",
        Debit = "Pay from a bank account",
        DebitNote = "The money leaves your account within a few days. Test accounts: 000123456789 pays, 000222222227 bounces; institution 000, transit 11000.",
        Institution = "Institution number",
        Transit = "Transit number",
        AccountNumber = "Account number",
        AccountName = "Account holder’s name",
        Problems = new Dictionary<PaymentProblem, string>
        {
            [PaymentProblem.NumberInvalid] = "Your card number is invalid.",
            [PaymentProblem.ExpiryInvalid] = "Your card's expiration date is incomplete.",
            [PaymentProblem.Expired] = "Your card has expired.",
            [PaymentProblem.CvcInvalid] = "Your card's security code is invalid.",
            [PaymentProblem.NameMissing] = "Enter the name on the card.",
            [PaymentProblem.Declined] = "Your card was declined.",
            [PaymentProblem.NotATestCard] = "Your card was declined. This is a test payment and that is not a test card.",
            [PaymentProblem.InsufficientFunds] = "Your card has insufficient funds.",
            [PaymentProblem.CvcIncorrect] = "Your card's security code is incorrect.",
            [PaymentProblem.ProcessingFailed] = "An error occurred while processing your card. Try again in a little bit.",
            [PaymentProblem.NotAuthenticated] = "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
            [PaymentProblem.AccountUnknown] = "This is a test payment and that is not a test account.",
            [PaymentProblem.HolderMissing] = "Enter the name of the account’s holder.",
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
        AuthenticationAsks = "Votre banque veut s’assurer que c’est bien vous.",
        AuthenticationComplete = "Réussir l’authentification",
        AuthenticationFail = "Échouer l’authentification",
        AuthenticationTest = "Authentification d’essai : choisissez comment elle se termine.",
        AuthenticationTitle = "Confirmez auprès de votre banque",
        KeepTitle = "Enregistrer une carte",
        Keep = "Enregistrer la carte",
        KeepNote = "Rien n’est prélevé aujourd’hui.",
        Kept = "Votre carte est déjà enregistrée.",
        Debit = "Payer à partir d’un compte bancaire",
        DebitNote = "L’argent quitte votre compte en quelques jours. Comptes d’essai : 000123456789 paie, 000222222227 est sans provision; institution 000, transit 11000.",
        Institution = "Numéro d’institution",
        Transit = "Numéro de transit",
        AccountNumber = "Numéro de compte",
        AccountName = "Nom du titulaire du compte",
        Problems = new Dictionary<PaymentProblem, string>
        {
            [PaymentProblem.NumberInvalid] = "Le numéro de votre carte n’est pas valide.",
            [PaymentProblem.ExpiryInvalid] = "La date d’expiration de votre carte est incomplète.",
            [PaymentProblem.Expired] = "Votre carte est expirée.",
            [PaymentProblem.CvcInvalid] = "Le code de sécurité de votre carte n’est pas valide.",
            [PaymentProblem.NameMissing] = "Inscrivez le nom qui figure sur la carte.",
            [PaymentProblem.Declined] = "Votre carte a été refusée.",
            [PaymentProblem.NotATestCard] = "Votre carte a été refusée. Ceci est un paiement d’essai et cette carte n’est pas une carte d’essai.",
            [PaymentProblem.InsufficientFunds] = "Votre carte ne dispose pas de fonds suffisants.",
            [PaymentProblem.CvcIncorrect] = "Le code de sécurité de votre carte est incorrect.",
            [PaymentProblem.ProcessingFailed] = "Une erreur est survenue lors du traitement de votre carte. Réessayez dans un moment.",
            [PaymentProblem.NotAuthenticated] = "Nous ne pouvons pas authentifier votre moyen de paiement. Choisissez-en un autre et réessayez.",
            [PaymentProblem.AccountUnknown] = "Ceci est un paiement d’essai et ce compte n’est pas un compte d’essai.",
            [PaymentProblem.HolderMissing] = "Inscrivez le nom du titulaire du compte.",
        },
    };
}
