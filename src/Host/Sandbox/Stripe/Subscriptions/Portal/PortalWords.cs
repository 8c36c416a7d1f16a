namespace LeadMarket.Sandbox.Stripe.Subscriptions.Portal;

/// <summary>The portal's words in one language; the card form's are the payment page's.</summary>
internal sealed record PortalWords
{
    public required string Title { get; init; }
    public required string Test { get; init; }
    public required string Back { get; init; }
    public required string Card { get; init; }
    public required string NoCard { get; init; }
    public required string Ending { get; init; }
    public required string Expires { get; init; }
    public required string Replace { get; init; }
    public required string Save { get; init; }
    public required string Subscriptions { get; init; }
    public required string None { get; init; }
    public required string Renews { get; init; }
    public required string Ends { get; init; }
    public required string Ended { get; init; }
    public required string PastDue { get; init; }
    public required string Owed { get; init; }
    public required string PayIt { get; init; }
    public required string Unknown { get; init; }
    public required string Over { get; init; }
    public required IReadOnlyDictionary<CardOutcome, string> Outcomes { get; init; }

    public static PortalWords For(string language) => language is "fr" ? French : English;

    private static readonly PortalWords English = new()
    {
        Title = "Billing",
        Test = "Test portal: no money moves. Use card 4242 4242 4242 4242, or 4000 0000 0000 0341 for a card whose charges fail.",
        Back = "Go back to the shop",
        Card = "Payment card",
        NoCard = "No card is on file.",
        Ending = "ending in",
        Expires = "expires",
        Replace = "Replace the card",
        Save = "Save the card",
        Subscriptions = "Subscriptions",
        None = "There is no subscription.",
        Renews = "Renews on",
        Ends = "Ends on",
        Ended = "Ended on",
        PastDue = "Payment is past due.",
        Owed = "Unpaid invoices",
        PayIt = "Pay this invoice",
        Unknown = "There is no portal at this address.",
        Over = "This link has expired. Open the portal again from the shop.",
        Outcomes = new Dictionary<CardOutcome, string>
        {
            [CardOutcome.Refused] = "The card was not confirmed. Nothing has changed.",
            [CardOutcome.Saved] = "Your card was saved.",
            [CardOutcome.SavedAndPaid] = "Your card was saved and what was owed is paid.",
            [CardOutcome.SavedButUnpaid] = "Your card was saved, but it was declined for what is owed.",
        },
    };

    private static readonly PortalWords French = new()
    {
        Title = "Facturation",
        Test = "Portail d’essai : aucun argent n’est prélevé. Utilisez la carte 4242 4242 4242 4242, ou 4000 0000 0000 0341 pour une carte dont les paiements échouent.",
        Back = "Revenir à la boutique",
        Card = "Carte de paiement",
        NoCard = "Aucune carte n’est enregistrée.",
        Ending = "se terminant par",
        Expires = "expiration",
        Replace = "Remplacer la carte",
        Save = "Enregistrer la carte",
        Subscriptions = "Abonnements",
        None = "Il n’y a pas d’abonnement.",
        Renews = "Se renouvelle le",
        Ends = "Se termine le",
        Ended = "Terminé le",
        PastDue = "Le paiement est en retard.",
        Owed = "Factures impayées",
        PayIt = "Payer cette facture",
        Unknown = "Il n’y a pas de portail à cette adresse.",
        Over = "Ce lien est expiré. Ouvrez le portail de nouveau à partir de la boutique.",
        Outcomes = new Dictionary<CardOutcome, string>
        {
            [CardOutcome.Refused] = "La carte n’a pas été confirmée. Rien n’a changé.",
            [CardOutcome.Saved] = "Votre carte est enregistrée.",
            [CardOutcome.SavedAndPaid] = "Votre carte est enregistrée et ce qui était dû est payé.",
            [CardOutcome.SavedButUnpaid] = "Votre carte est enregistrée, mais elle a été refusée pour ce qui est dû.",
        },
    };
}
