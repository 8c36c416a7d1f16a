using LeadMarket.Kernel;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application;

/// <summary>The send log.</summary>
internal interface IMessages
{
    /// <summary>Adds the message, unless one with its dedupe key is there already or its homeowner was forgotten; then does nothing.</summary>
    /// <remarks>Works for an actor who may write messages but read none: an anonymous visitor who registers.</remarks>
    Task Queue(Message message, CancellationToken cancel);

    /// <summary>Deletes what was written to a homeowner, whatever became of it, and sees to it that nothing is written any more: events
    /// may arrive in another order than they happened.</summary>
    Task Forget(LeadId lead, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Locks the message of a channel that has been due longest and is in no other worker's hands.</summary>
    Task<Message?> LockNextDue(Channel channel, DateTimeOffset at, CancellationToken cancel);

    Task<Message?> Lock(MessageId id, CancellationToken cancel);
}

/// <summary>Holds back all of a channel while its vendor would take nothing, in every host.</summary>
internal interface IVendorHold
{
    Task<bool> IsOn(Channel channel, DateTimeOffset at, CancellationToken cancel);

    Task Set(Channel channel, DateTimeOffset until, string reason, CancellationToken cancel);
}
