namespace LeadMarket.Notifications.Domain;

/// <summary>One way of telling contractors of one event.</summary>
/// <param name="Event">Its stable name.</param>
/// <param name="Default">What holds until a contractor says otherwise.</param>
/// <param name="Fixed">Always told: the law, or money, asks for it.</param>
internal sealed record Preference(string Event, Channel Channel, bool Default, bool Fixed = false)
{
    public const string NewLead = "new-lead";
    public const string Reminder = "reminder";
    public const string ReturnDecided = "return-decided";

    /// <summary>Every way there is, in the order it is shown.</summary>
    // A text costs money and rings at work: nobody gets one who has not asked for it.
    public static IReadOnlyList<Preference> All { get; } =
    [
        new(NewLead, Channel.Email, Default: true),
        new(NewLead, Channel.Text, Default: false),
        new(Reminder, Channel.Email, Default: true),
        new(Reminder, Channel.Text, Default: false),
        new(ReturnDecided, Channel.Email, Default: true),
        new(ReturnDecided, Channel.Text, Default: false),
        new("contact-withdrawn", Channel.Email, Default: true, Fixed: true),
        new("receipt", Channel.Email, Default: true, Fixed: true),
        new("plan", Channel.Email, Default: true, Fixed: true),
    ];

    /// <summary>Those that can be used: without a vendor for texts there are none.</summary>
    public static IEnumerable<Preference> Offered(bool texts) => All.Where(preference => texts || preference.Channel is not Channel.Text);

    /// <summary>Whether this event is told this way to a contractor who has said so much.</summary>
    public static bool IsOn(string @event, Channel channel, IEnumerable<SaidPreference> said) =>
        All.FirstOrDefault(preference => preference.Is(@event, channel)) is { } preference && preference.IsOn(said);

    public bool Is(string @event, Channel channel) => Channel == channel && string.Equals(Event, @event, StringComparison.Ordinal);

    /// <summary>Whether outside names mean this one.</summary>
    public bool IsNamed(string? @event, string? channel) =>
        string.Equals(Event, @event, StringComparison.Ordinal) && string.Equals(Channel.Key(), channel, StringComparison.Ordinal);

    public bool IsOn(IEnumerable<SaidPreference> said) => Fixed || (said.FirstOrDefault(choice => Is(choice.Event, choice.Channel))?.On ?? Default);
}

/// <summary>What a contractor has said of one way of being told.</summary>
internal sealed record SaidPreference(string Event, Channel Channel, bool On);
