namespace LeadMarket.Notifications.Domain;

/// <summary>How long a message waits, and for how long it may be said again.</summary>
internal static class SendingPace
{
    /// <summary>Longer than the vendor's calls of one attempt may take, so that no second worker starts while the first waits.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Resend keeps an idempotency key for 24 hours; the last minutes are left out for clocks that disagree.
    /// Afterwards the same key would send the message a second time.</summary>
    public static readonly TimeSpan SafeToRepeat = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(5);

    /// <summary>A text that is older than this is not news any more: a telephone does not ring for it.</summary>
    public static readonly TimeSpan TextsAreNews = TimeSpan.FromHours(4);

    /// <summary>Twilio takes no idempotency key, so a text of doubtful fate is first looked for among those that Twilio has. By then it is there.</summary>
    public static readonly TimeSpan UntilLookedFor = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];

    /// <summary>After so many attempts, of the last of which nobody knows how it ended.</summary>
    public static TimeSpan WaitInDoubt(Channel channel, int attempts)
    {
        var wait = Waits[Math.Min(attempts, Waits.Length) - 1];
        return channel is Channel.Text && wait < UntilLookedFor ? UntilLookedFor : wait;
    }
}
