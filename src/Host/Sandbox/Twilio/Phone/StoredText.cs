namespace LeadMarket.Sandbox.Twilio.Phone;

/// <summary>How a text came to be, in Twilio's words where it has one.</summary>
internal static class TextKinds
{
    public const string Verify = "verify";
    public const string Outbound = "outbound-api";
    public const string Reply = "outbound-reply";
    public const string Inbound = "inbound";
}

/// <summary>A text to or from a phone.</summary>
internal sealed record StoredText
{
    public string Sid { get; init; } = "";
    public string Kind { get; init; } = TextKinds.Outbound;
    public string Account { get; init; } = "";

    /// <summary>The messaging service that chose the sender, if one was named.</summary>
    public string? Service { get; init; }
    public string Sender { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string Body { get; init; } = "";

    /// <summary>The code inside, when Verify sent it.</summary>
    public string? Code { get; init; }
    public string Status { get; init; } = "";
    public int? ErrorCode { get; init; }
    public string? StatusCallback { get; init; }
    public long CreatedMs { get; init; }
    public long? SentMs { get; init; }
    public long UpdatedMs { get; init; }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(CreatedMs);
    public bool IsInbound => Kind is TextKinds.Inbound;

    /// <summary>The person's number.</summary>
    public string Phone => IsInbound ? Sender : Recipient;

    /// <summary>The other end of the thread: a number of ours, or Verify.</summary>
    public string Party => IsInbound ? Recipient : Sender;
}
