using LeadMarket.Kernel;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.SendDueMessages;

/// <summary>Takes the next due message in hand.</summary>
internal sealed record ClaimDueMessage : ICommand<Claim>;

/// <param name="Mail">Null when nothing is due, and when the due message was given up instead.</param>
internal sealed record Claim(OutgoingMail? Mail, bool NothingDue);

internal sealed class ClaimDueMessageHandler(IMessages messages, IMailHold hold, TimeProvider clock)
    : ICommandHandler<ClaimDueMessage, Claim>
{
    private static readonly Claim Nothing = new(Mail: null, NothingDue: true);

    public async Task<Result<Claim>> Handle(ClaimDueMessage command, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await hold.IsOn(now, cancel)) return Nothing;
        if (await messages.LockNextDue(now, cancel) is not { } message) return Nothing;

        return new Claim(message.TakeInHand(now) ? InHand(message) : null, NothingDue: false);
    }

    private static OutgoingMail InHand(Message message) => new(
        message.Id, message.Attempts, message.Kind,
        new Envelope(message.Sender, message.ReplyTo, message.Recipient),
        new MessageContent(message.Subject, message.Html, message.Text));
}
