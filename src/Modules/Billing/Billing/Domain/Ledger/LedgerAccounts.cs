namespace LeadMarket.Billing.Domain.Ledger;

/// <summary>The chart of accounts. Debits are positive and credits negative, so what we own is positive and what we owe negative.</summary>
internal static class LedgerAccounts
{
    /// <summary>Money that Stripe holds for us; equals Stripe's own balance.</summary>
    public const string Stripe = "stripe";

    /// <summary>Paid out by Stripe.</summary>
    public const string Bank = "bank";

    /// <summary>What Stripe keeps for itself.</summary>
    public const string StripeFees = "stripe-fees";

    /// <summary>Leads sold, before tax, after discounts.</summary>
    public const string LeadSales = "lead-sales";

    /// <summary>Months of plans sold, before tax.</summary>
    public const string PlanSales = "plan-sales";

    /// <summary>Credits that contractors have not spent yet. Lines name the contractor.</summary>
    public const string Credits = "credits";

    /// <summary>Credits given as a gesture.</summary>
    public const string Goodwill = "goodwill";

    /// <summary>Refunds that a card did not take. Lines name the contractor.</summary>
    public const string RefundsOwed = "refunds-owed";

    /// <summary>What a cheaper plan left for the next bills, as Stripe keeps it. Lines name the contractor.</summary>
    public const string CustomerBalance = "customer-balance";

    /// <summary>Money that bought nothing and goes back: a second payment, another amount than asked. Lines name the contractor.</summary>
    public const string Suspense = "suspense";

    /// <summary>Taken back by banks for disputed payments: ours again if won, lost if lost.</summary>
    public const string Disputes = "disputes";

    /// <summary>A movement at Stripe that we have no word for; each raises an alarm.</summary>
    public const string Unclassified = "unclassified";

    /// <summary>Tax collected for an authority: <c>tax.gst</c>.</summary>
    /// <param name="code">The tax's code in the market file.</param>
    public static string Tax(string code) => $"tax.{code}";
}
