namespace LeadMarket.Sandbox.Stripe;

/// <summary>Stripe's published test cards.</summary>
internal static class TestCards
{
    private static readonly TestCard[] Known =
    [
        new("4242424242424242", "pm_card_visa"),
        new("4000000000000077", "pm_card_bypassPending") { BypassesPending = true },

        new("4000000000000002", "pm_card_chargeDeclined") { Declined = Decline.Generic },
        new("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds") { Declined = Decline.Because("insufficient_funds") },
        new("4000000000009987", "pm_card_visa_chargeDeclinedLostCard") { Declined = Decline.Because("lost_card") },
        new("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard") { Declined = Decline.Because("stolen_card") },
        new("4000000000000069", "pm_card_chargeDeclinedExpiredCard") { Declined = Decline.Because("expired_card") },
        new("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc") { Declined = Decline.Because("incorrect_cvc") },
        new("4000000000000119", "pm_card_chargeDeclinedProcessingError") { Declined = Decline.Because("processing_error") },
        new("4000000000000341", "pm_card_chargeCustomerFail") { Declined = Decline.Generic, CanBeKept = true },

        new("4000002500003155", "pm_card_authenticationRequiredOnSetup") { Authentication = Authentication.UntilSetUp },
        new("4000002760003184", "pm_card_authenticationRequired") { Authentication = Authentication.Always },
        new("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds")
        {
            Authentication = Authentication.UntilSetUp, Declined = Decline.Because("insufficient_funds"), CanBeKept = true,
        },

        new("4000000000000259", "pm_card_createDispute") { Aftermath = Aftermath.Dispute },
        new("4000000000001976", "pm_card_createDisputeInquiry") { Aftermath = Aftermath.Inquiry },
        new("4000000000005423", "pm_card_createIssuerFraudRecord") { Aftermath = Aftermath.FraudWarning },
        new("4000000000007726", "pm_card_pendingRefund") { Refunds = RefundConduct.SucceedsLater },
        new("4000000000005126", "pm_card_refundFail") { Refunds = RefundConduct.FailsLater },
    ];

    public static TestCard? ByNumber(string digits) =>
        Array.Find(Known, card => string.Equals(card.Number, digits, StringComparison.Ordinal));

    public static TestCard? ByToken(string token) =>
        Array.Find(Known, card => string.Equals(card.Token, token, StringComparison.Ordinal));

    /// <summary>Luhn's check: what tells a mistyped number from a strange one.</summary>
    public static bool IsNumber(string digits)
    {
        if (digits.Length is < 12 or > 19 || !digits.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
