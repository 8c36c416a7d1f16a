namespace LeadMarket.Kernel.Markets;

/// <summary>How plans and invoices are handled in this market.</summary>
/// <param name="Grace">How long a plan is kept after a monthly payment failed.</param>
/// <param name="InvoicePrefix">Before the number of each invoice: <c>F-000123</c>.</param>
/// <param name="CreditNotePrefix">Before the number of each credit note; differs from the other.</param>
public sealed record BillingRules(TimeSpan Grace, string InvoicePrefix, string CreditNotePrefix)
{
    /// <summary>What a market has that says nothing of it.</summary>
    public static BillingRules Default { get; } = new(TimeSpan.FromDays(7), "F-", "N-");
}
