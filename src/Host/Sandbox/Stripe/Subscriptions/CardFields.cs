using LeadMarket.Sandbox.Stripe.PaymentPage;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>The card form as the invoice page and the portal show it, with what is wrong in it.</summary>
internal sealed record CardFields(PaymentWords Words, CardForm Card, PaymentProblem? Problem)
{
    public string? Wrong(string field) => field == Culprit ? "true" : null;

    public string? ExplainedBy(string field) => field == Culprit ? "problem" : null;

    private string? Culprit => Problem switch
    {
        null or PaymentProblem.NotAuthenticated => null,
        PaymentProblem.ExpiryInvalid or PaymentProblem.Expired => "cardExpiry",
        PaymentProblem.CvcInvalid or PaymentProblem.CvcIncorrect => "cardCvc",
        PaymentProblem.NameMissing => "cardName",
        _ => "cardNumber",
    };

    public static CardForm Read(IFormCollection form) => new(
        form["cardNumber"].ToString(), form["cardExpiry"].ToString(), form["cardCvc"].ToString().Trim(), form["cardName"].ToString());

    public static readonly CardForm Empty = new("", "", "", "");
}
