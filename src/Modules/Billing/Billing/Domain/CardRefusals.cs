namespace LeadMarket.Billing.Domain;

/// <summary>Why a kept card did not pay, by stable code. Each has words in the resources; another card may still be tried on the page.</summary>
internal static class CardRefusals
{
    public const string Declined = "billing.card-declined";
    public const string InsufficientFunds = "billing.insufficient-funds";
    public const string Expired = "billing.card-expired";
    public const string Incorrect = "billing.card-incorrect";

    /// <summary>The bank wants to see its owner, which only the page can arrange.</summary>
    public const string AuthenticationRequired = "billing.authentication-required";

    /// <summary>It would pay more than its button said, or is another card than the button named: nobody agreed to that.</summary>
    public const string PaymentChanged = "billing.payment-changed";

    /// <summary>There is none, or Stripe no longer has it.</summary>
    public const string NoSavedCard = "billing.no-saved-card";
}
