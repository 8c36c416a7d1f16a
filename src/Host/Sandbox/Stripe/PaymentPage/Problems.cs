using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>Turns the API's refusal into what the page says.</summary>
internal static class Problems
{
    public static PaymentProblem Of(StripeAnswer refused)
    {
        var error = refused.Body["error"]!;
        return (error["decline_code"] ?? error["code"])?.GetValue<string>() switch
        {
            "insufficient_funds" => PaymentProblem.InsufficientFunds,
            "expired_card" => PaymentProblem.Expired,
            "incorrect_cvc" => PaymentProblem.CvcIncorrect,
            "processing_error" => PaymentProblem.ProcessingFailed,
            _ => PaymentProblem.Declined,
        };
    }

    /// <summary>What is wrong with the money or the bank rather than with what was typed.</summary>
    public static bool IsRefusal(this PaymentProblem problem) => problem is PaymentProblem.Declined or PaymentProblem.NotATestCard
        or PaymentProblem.InsufficientFunds or PaymentProblem.CvcIncorrect or PaymentProblem.ProcessingFailed or PaymentProblem.NotAuthenticated;
}
