using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.SendDueMessages;

/// <summary>Keeps the vendor's answer to one attempt.</summary>
internal sealed record RecordAnswer(Channel Channel, MessageId Message, int Attempt, SubmissionAnswer Answer) : ICommand;

internal sealed class RecordAnswerHandler(IMessages messages, IPreferences preferences, IVendorHold hold, TimeProvider clock)
    : ICommandHandler<RecordAnswer>
{
    public async Task<Result> Handle(RecordAnswer command, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (command.Answer is SubmissionAnswer.Held held) await hold.Set(command.Channel, now + held.For, held.Reason, cancel);

        // Gone when its person was erased meanwhile: then nothing is left to record.
        if (await messages.Lock(command.Message, cancel) is not { } message) return Result.Success;

        message.Answered(command.Attempt, command.Answer, now);
        if (command.Answer is SubmissionAnswer.OptedOut && message.ContractorId is { } contractor) await preferences.StopTexts(contractor, now, cancel);
        return Result.Success;
    }
}
