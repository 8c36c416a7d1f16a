using System.Globalization;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>What an operator does about a difference. Stable keys; their texts are in the host's resources.</summary>
internal static class Remedies
{
    /// <summary>Send the event again from Stripe's dashboard: whatever was missed is applied then.</summary>
    public const string ReplayEvent = "remedy.replay-event";

    /// <summary>Only a person can tell what happened there.</summary>
    public const string LookAtStripe = "remedy.look-at-stripe";

    /// <summary>Nothing here can take the money: give it back in Stripe's dashboard.</summary>
    public const string GiveBackAtStripe = "remedy.give-back-at-stripe";

    /// <summary>Expire the session in Stripe, before somebody pays on it.</summary>
    public const string ExpireSession = "remedy.expire-session";

    /// <summary>Ask for the same refund again: its key keeps it from being made twice.</summary>
    public const string SendRefund = "remedy.send-refund";

    /// <summary>Wait for the next import of Stripe's balance, then compare again.</summary>
    public const string ImportBalance = "remedy.import-balance";

    /// <summary>Find the entry that is missing or wrong, and post what corrects it.</summary>
    public const string FindEntry = "remedy.find-entry";

    /// <summary>A sale or a refund has no document: issue it.</summary>
    public const string IssueDocument = "remedy.issue-document";

    /// <summary>A number is missing: find out which and keep the explanation for the tax authority.</summary>
    public const string ExplainGap = "remedy.explain-gap";

    /// <summary>A message was given up: mend what it ran into, then have it delivered again.</summary>
    public const string DeliverAgain = "remedy.deliver-again";
}

/// <summary>Amounts as operators read them in a difference.</summary>
internal static class Amounts
{
    public static string Of(Money money) => $"{Of(money.Cents)} {money.Currency}";

    public static string Of(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
