namespace LeadMarket.Billing.Application.Refunds;

/// <summary>What operators have to see to when money goes back, or is taken.</summary>
internal static class OperatorAlarms
{
    public const string RefundFailed = "refund-failed";
    public const string Dispute = "dispute";
    public const string FraudWarning = "fraud-warning";
    public const string UnclassifiedMovement = "unclassified-movement";
}
