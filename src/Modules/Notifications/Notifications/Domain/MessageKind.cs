namespace LeadMarket.Notifications.Domain;

/// <summary>What a message is for. All of these answer something the person did: none needs a marketing consent.</summary>
internal enum MessageKind
{
    LeadReceived,
    ConfirmEmail,
    AccountExists,
    Receipt,
}

internal static class MessageKindKeys
{
    private static readonly Dictionary<string, MessageKind> ByKey =
        Enum.GetValues<MessageKind>().ToDictionary(kind => kind.Key(), StringComparer.Ordinal);

    /// <summary>The kind's stable name: in the send log, in dedupe keys, in the vendor's tags (ASCII letters and hyphens).</summary>
    public static string Key(this MessageKind kind) => kind switch
    {
        MessageKind.LeadReceived => "lead-received",
        MessageKind.ConfirmEmail => "confirm-email",
        MessageKind.AccountExists => "account-exists",
        MessageKind.Receipt => "receipt",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A message kind without a key."),
    };

    public static MessageKind FromKey(string key) => ByKey[key];
}
