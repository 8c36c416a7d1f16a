using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.PhoneCodes;

/// <summary>Keeps the vendor's answer to one try; the right code verifies the lead and sends it on its way to the board.</summary>
internal sealed record RecordCodeCheck(LeadId Lead, int Round, CheckAnswer Answer) : ICommand<RecordedAnswer>;

internal sealed class RecordCodeCheckHandler(ILeads leads, IPhoneCodes codes, IOutbox outbox, TimeProvider clock) : ICommandHandler<RecordCodeCheck, RecordedAnswer>
{
    public async Task<Result<RecordedAnswer>> Handle(RecordCodeCheck command, CancellationToken cancellationToken)
    {
        if (await leads.Lock(command.Lead, cancellationToken) is not { } lead) return LeadErrors.LeadNotFound;

        // Another try was faster, or staff have vouched: verified once, and every answer after that is "verified".
        if (lead.NeedsNoCode()) return new RecordedAnswer(Refusal: null);
        if (await codes.Find(lead.Id, cancellationToken) is not { } attempts) return LeadErrors.LeadNotFound;

        var now = clock.GetUtcNow();
        if (lead.Status.IsEnd()) return new RecordedAnswer(PhoneCodeErrors.LeadEnded);
        if (attempts.Answered(command.Round, command.Answer, now) is { } refusal) return new RecordedAnswer(refusal);

        var verified = lead.Verify(now);
        if (verified.IsFailure) return verified.Error;
        outbox.Publish(new LeadReady(lead.Id, now));
        return new RecordedAnswer(Refusal: null);
    }
}
