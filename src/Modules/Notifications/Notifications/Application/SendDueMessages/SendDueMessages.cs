using LeadMarket.Kernel;
using LeadMarket.Notifications.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Notifications.Application.SendDueMessages;

/// <summary>Hands every due message to the vendor, one after the other.</summary>
internal sealed record SendDueMessages : IProcess;

internal sealed partial class SendDueMessagesProcess(IMediator mediator, IMailProvider provider, ILogger<SendDueMessagesProcess> log)
    : IProcessHandler<SendDueMessages>
{
    // A run ends, so that a deployment never waits for a long queue; the next run starts within seconds.
    private const int MostPerRun = 100;

    public async Task<Result> Handle(SendDueMessages request, CancellationToken cancel)
    {
        for (var taken = 0; taken < MostPerRun; taken++)
        {
            var claimed = await mediator.Send(new ClaimDueMessage(), cancel);
            if (claimed.IsFailure) return claimed.Error;
            if (claimed.Value is { NothingDue: true }) break;
            if (claimed.Value.Mail is not { } mail) continue;

            // "Submitting" is committed by now: whatever happens to this process, the next attempt bears the same key.
            var answer = await provider.Submit(mail, cancel);

            // The vendor has answered; a shutdown must not make us forget it.
            var recorded = await mediator.Send(new RecordAnswer(mail.Key, mail.Attempt, answer), CancellationToken.None);
            if (recorded.IsFailure) return recorded.Error;

            Tell(mail, answer);
            if (answer is SubmissionAnswer.Held) break;
        }

        return Result.Success;
    }

    // No address and no subject in the logs: they are personal information.
    private void Tell(OutgoingMail mail, SubmissionAnswer answer)
    {
        switch (answer)
        {
            case SubmissionAnswer.Refused refused: LogRefused(mail.Key.Value, mail.Kind, refused.Reason); break;
            case SubmissionAnswer.Uncertain uncertain: LogUncertain(mail.Key.Value, mail.Attempt, uncertain.Reason); break;
            case SubmissionAnswer.Held { NeedsSomeone: true } held: LogHeld(held.Reason, held.For); break;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} ({Kind}) was refused by the mail vendor: {Reason}")]
    private partial void LogRefused(Guid message, MessageKind kind, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message}, attempt {Attempt}, got no certain answer: {Reason}")]
    private partial void LogUncertain(Guid message, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "All mail is held for {Wait}: {Reason}")]
    private partial void LogHeld(string reason, TimeSpan wait);
}
