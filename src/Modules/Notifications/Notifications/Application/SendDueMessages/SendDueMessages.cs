using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Notifications.Application.SendDueMessages;

/// <summary>Hands every due message of a channel to its vendor, one after the other.</summary>
internal sealed record SendDueMessages(Channel Channel) : IProcess;

internal sealed partial class SendDueMessagesProcess(
    IMediator mediator, IMailProvider mails, ITextProvider texts, TextOrigin origin, ILogger<SendDueMessagesProcess> log)
    : IProcessHandler<SendDueMessages>
{
    // A run ends, so that a deployment never waits for a long queue; the next run starts within seconds.
    private const int MostPerRun = 100;

    public async Task<Result> Handle(SendDueMessages request, CancellationToken cancel)
    {
        // What was queued while there was a vendor waits for the next one, or until it is no news any more.
        if (request.Channel is Channel.Text && !origin.IsOn) return Result.Success;

        for (var taken = 0; taken < MostPerRun; taken++)
        {
            var claimed = await mediator.Send(new ClaimDueMessage(request.Channel), cancel);
            if (claimed.IsFailure) return claimed.Error;
            if (claimed.Value is { NothingDue: true }) break;
            if (claimed.Value.Message is not { } message) continue;

            // "Submitting" is committed by now: whatever happens to this process, the next attempt knows of this one.
            var answer = request.Channel is Channel.Email ? await mails.Submit(message, cancel) : await texts.Submit(message, cancel);

            // The vendor has answered; a shutdown must not make us forget it.
            var recorded = await mediator.Send(new RecordAnswer(request.Channel, message.Key, message.Attempt, answer), CancellationToken.None);
            if (recorded.IsFailure) return recorded.Error;

            Tell(request.Channel, message, answer);
            if (answer is SubmissionAnswer.Held) break;
        }

        return Result.Success;
    }

    // No address, no number and no subject in the logs: they are personal information.
    private void Tell(Channel channel, OutgoingMessage message, SubmissionAnswer answer)
    {
        switch (answer)
        {
            case SubmissionAnswer.Refused refused: LogRefused(message.Key.Value, message.Kind, channel, refused.Reason); break;
            case SubmissionAnswer.OptedOut: LogOptedOut(message.Key.Value); break;
            case SubmissionAnswer.Uncertain uncertain: LogUncertain(message.Key.Value, message.Attempt, uncertain.Reason); break;
            case SubmissionAnswer.Held { NeedsSomeone: true } held: LogHeld(channel, held.For, held.Reason); break;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} ({Kind}) was refused by the vendor of {Channel}: {Reason}")]
    private partial void LogRefused(Guid message, MessageKind kind, Channel channel, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Message} was for a telephone that takes no more texts of ours.")]
    private partial void LogOptedOut(Guid message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message}, attempt {Attempt}, got no certain answer: {Reason}")]
    private partial void LogUncertain(Guid message, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "All of {Channel} is held for {Wait}: {Reason}")]
    private partial void LogHeld(Channel channel, TimeSpan wait, string reason);
}
