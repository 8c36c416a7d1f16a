namespace LeadMarket.Notifications.Domain;

/// <summary>What a message is for. All of these answer something a person did or asked to be told of, or tell of their own money: none
/// needs a marketing consent.</summary>
internal enum MessageKind
{
    LeadReceived,
    RequestAlreadyOpen,
    AccessLinkReplaced,
    ConfirmEmail,
    AccountExists,
    Receipt,
    ContactWithdrawn,
    PlanInvoice,
    CreditNote,
    PlanChanged,
    PlanPaymentFailed,
    OperatorAlert,
    PasswordReset,
    SecurityNotice,
    NewLead,
    LeadReminder,
    ReturnDecided,
}

internal static class MessageKindKeys
{
    private static readonly Dictionary<string, MessageKind> ByKey =
        Enum.GetValues<MessageKind>().ToDictionary(kind => kind.Key(), StringComparer.Ordinal);

    /// <summary>The kind's stable name: in the send log, in dedupe keys, in the vendor's tags (ASCII letters and hyphens).</summary>
    public static string Key(this MessageKind kind) => kind switch
    {
        MessageKind.LeadReceived => "lead-received",
        MessageKind.RequestAlreadyOpen => "request-already-open",
        MessageKind.AccessLinkReplaced => "access-link-replaced",
        MessageKind.ConfirmEmail => "confirm-email",
        MessageKind.AccountExists => "account-exists",
        MessageKind.Receipt => "receipt",
        MessageKind.ContactWithdrawn => "contact-withdrawn",
        MessageKind.PlanInvoice => "plan-invoice",
        MessageKind.CreditNote => "credit-note",
        MessageKind.PlanChanged => "plan-changed",
        MessageKind.PlanPaymentFailed => "plan-payment-failed",
        MessageKind.OperatorAlert => "operator-alert",
        MessageKind.PasswordReset => "password-reset",
        MessageKind.SecurityNotice => "security-notice",
        MessageKind.NewLead => "new-lead",
        MessageKind.LeadReminder => "lead-reminder",
        MessageKind.ReturnDecided => "return-decided",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A message kind without a key."),
    };

    /// <summary>Its words open the homeowner's page to whoever reads them.</summary>
    public static bool CarriesAccessKey(this MessageKind kind) =>
        kind is MessageKind.LeadReceived or MessageKind.RequestAlreadyOpen or MessageKind.AccessLinkReplaced;

    /// <summary>Its words are not kept: they open a page or an account.</summary>
    public static bool IsWipedOnceSettled(this MessageKind kind) =>
        kind.CarriesAccessKey() || kind is MessageKind.PasswordReset or MessageKind.ConfirmEmail;

    public static MessageKind FromKey(string key) => ByKey[key];
}
