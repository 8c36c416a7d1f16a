namespace LeadMarket.Sandbox.Stripe.Subscriptions.InvoicePage;

/// <summary>The invoice page's words in one language; the card form's are the payment page's.</summary>
internal sealed record InvoiceWords
{
    public required string Title { get; init; }
    public required string Due { get; init; }
    public required string Subtotal { get; init; }
    public required string Total { get; init; }
    public required string Balance { get; init; }
    public required string Tax { get; init; }
    public required string Paid { get; init; }
    public required string Void { get; init; }
    public required string Unknown { get; init; }

    public static InvoiceWords For(string language) => language is "fr" ? French : English;

    private static readonly InvoiceWords English = new()
    {
        Title = "Invoice",
        Due = "Amount due",
        Subtotal = "Subtotal",
        Total = "Total",
        Balance = "Applied balance",
        Tax = "Tax",
        Paid = "This invoice is paid.",
        Void = "This invoice was cancelled. There is nothing to pay.",
        Unknown = "There is no invoice at this address.",
    };

    private static readonly InvoiceWords French = new()
    {
        Title = "Facture",
        Due = "Montant à payer",
        Subtotal = "Sous-total",
        Total = "Total",
        Balance = "Solde appliqué",
        Tax = "Taxe",
        Paid = "Cette facture est payée.",
        Void = "Cette facture est annulée. Il n’y a rien à payer.",
        Unknown = "Il n’y a pas de facture à cette adresse.",
    };
}
