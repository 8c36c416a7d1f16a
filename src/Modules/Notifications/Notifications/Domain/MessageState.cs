namespace LeadMarket.Notifications.Domain;

/// <summary>Where a message stands between us and the vendor.</summary>
internal enum MessageState
{
    /// <summary>To be handed over when its next attempt is due.</summary>
    Queued,

    /// <summary>In a worker's hands until its lease ends; after a crash the next worker goes on with the same key, or looks first.</summary>
    Submitting,

    /// <summary>The vendor has it.</summary>
    Sent,

    /// <summary>The vendor refused it for good.</summary>
    Failed,

    /// <summary>It may or may not have gone out, and saying it again could say it twice: a person decides.</summary>
    Unknown,
}
