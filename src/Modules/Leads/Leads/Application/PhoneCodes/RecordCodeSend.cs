using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.PhoneCodes;

/// <summary>Keeps the vendor's answer to one text.</summary>
internal sealed record RecordCodeSend(LeadId Lead, int Round, SendAnswer Answer) : ICommand<RecordedAnswer>;

/// <param name="Refusal">What the homeowner is told. Not a refusal of the command: what was recorded has to be kept.</param>
internal sealed record RecordedAnswer(Error? Refusal);

internal sealed class RecordCodeSendHandler(ILeads leads, IPhoneCodes codes, TimeProvider clock) : ICommandHandler<RecordCodeSend, RecordedAnswer>
{
    public async Task<Result<RecordedAnswer>> Handle(RecordCodeSend command, CancellationToken cancellationToken)
    {
        await leads.Lock(command.Lead, cancellationToken);
        // Erased meanwhile: then there is nobody to verify.
        if (await codes.Find(command.Lead, cancellationToken) is not { } attempts) return LeadErrors.LeadNotFound;

        return new RecordedAnswer(attempts.Answered(command.Round, command.Answer, clock.GetUtcNow()));
    }
}
