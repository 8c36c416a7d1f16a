using LeadMarket.Kernel;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.SendDueMessages;

/// <summary>Takes the next due message of a channel in hand.</summary>
internal sealed record ClaimDueMessage(Channel Channel) : ICommand<Claim>;

/// <param name="Message">Null when nothing is due, and when the due message was given up instead.</param>
internal sealed record Claim(OutgoingMessage? Message, bool NothingDue);

internal sealed class ClaimDueMessageHandler(IMessages messages, IVendorHold hold, TimeProvider clock)
    : ICommandHandler<ClaimDueMessage, Claim>
{
    private static readonly Claim Nothing = new(Message: null, NothingDue: true);

    public async Task<Result<Claim>> Handle(ClaimDueMessage command, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await hold.IsOn(command.Channel, now, cancel)) return Nothing;
        if (await messages.LockNextDue(command.Channel, now, cancel) is not { } message) return Nothing;

        return new Claim(message.TakeInHand(now) ? InHand(message) : null, NothingDue: false);
    }

    private static OutgoingMessage InHand(Message message) => new(
        message.Id, message.Attempts, message.Kind,
        new Envelope(message.Sender, message.ReplyTo, message.Recipient, message.UnsubscribeUrl is { Length: > 0 } address ? new Uri(address) : null),
        new MessageContent(message.Subject, message.Html, message.Text),
        message.DoubtSince);
}
