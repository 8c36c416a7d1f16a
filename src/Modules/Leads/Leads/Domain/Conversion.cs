using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Domain;

/// <summary>The advertiser's copy of a lead: told once, and only with the homeowner's consent.</summary>
internal sealed class Conversion
{
    /// <summary>Meta refuses a whole request for one event older than seven days.</summary>
    public static readonly TimeSpan OldestTaken = TimeSpan.FromDays(7);

    // A minute before the limit, so that no event turns too old on its way there.
    private static readonly TimeSpan OldestSent = OldestTaken - TimeSpan.FromMinutes(1);

    // As long as the smallest pieces of a full batch can take, each waiting its whole time for an answer.
    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private Conversion()
    {
    }

    public LeadId Lead { get; private set; }

    /// <summary>The same on the homeowner's browser and on every retry: by it the advertiser counts the lead once.</summary>
    public string EventId { get; private set; } = "";

    public DateTimeOffset EventAt { get; private set; }

    public ConversionState State { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Only while queued; also the end of the lease of whoever is sending it.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The last reason it was not taken; holds nothing personal.</summary>
    public string? Reason { get; private set; }

    public static Conversion Queue(LeadId lead, DateTimeOffset at) => new()
    {
        Lead = lead,
        EventId = ConversionEventId.Of(lead),
        EventAt = at,
        State = ConversionState.Queued,
        NextAttemptAt = at,
    };

    public bool IsTooOld(DateTimeOffset at) => at - EventAt >= OldestSent;

    /// <summary>Counts an attempt and keeps it from others; a sender that dies loses it after a while.</summary>
    public void TakeInHand(DateTimeOffset at)
    {
        Attempts++;
        NextAttemptAt = at + InHand;
    }

    public void Sent(DateTimeOffset at) => Settle(ConversionState.Sent, at, reason: null);

    /// <summary>The advertiser will never take it: asked again, it would answer the same.</summary>
    public void Refused(string reason, DateTimeOffset at) => Settle(ConversionState.Refused, at, reason);

    public void Expire(DateTimeOffset at) => Settle(ConversionState.Expired, at, Reason);

    /// <summary>It may not be told any more, or never could be.</summary>
    public void Drop(string reason, DateTimeOffset at) => Settle(ConversionState.Dropped, at, reason);

    /// <summary>To be sent again: after a minute, then twice as long each time, up to an hour.</summary>
    public void Postpone(string reason, DateTimeOffset at)
    {
        if (State is not ConversionState.Queued) return;
        var doubled = FirstPause * (1 << Math.Clamp(Attempts - 1, 0, 6));
        (NextAttemptAt, Reason) = (at + (doubled < LongestPause ? doubled : LongestPause), reason);
    }

    private void Settle(ConversionState state, DateTimeOffset at, string? reason)
    {
        if (State is not ConversionState.Queued) return;
        (State, SettledAt, NextAttemptAt, Reason) = (state, at, null, reason);
    }
}

internal enum ConversionState
{
    Queued,
    Sent,
    Refused,
    Expired,
    Dropped,
}
