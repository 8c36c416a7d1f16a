using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.PhoneCodes;

/// <summary>Takes one of the tries that a code has, before the vendor is asked about it.</summary>
internal sealed record CountCodeCheck(LeadId Lead) : ICommand<CountedCheck>;

/// <param name="Phone">Absent when there is nothing left to verify.</param>
/// <param name="Round">Where the answer belongs.</param>
internal sealed record CountedCheck(PhoneNumber? Phone, int Round);

internal sealed class CountCodeCheckHandler(ILeads leads, IPhoneCodes codes, TimeProvider clock) : ICommandHandler<CountCodeCheck, CountedCheck>
{
    public async Task<Result<CountedCheck>> Handle(CountCodeCheck command, CancellationToken cancellationToken)
    {
        if (await leads.Lock(command.Lead, cancellationToken) is not { } lead) return LeadErrors.LeadNotFound;
        if (lead.NeedsNoCode()) return new CountedCheck(Phone: null, Round: 0);
        if (lead.Status.IsEnd()) return PhoneCodeErrors.LeadEnded;
        if (await leads.FindContact(lead.Id, cancellationToken) is not { } contact) return LeadErrors.LeadNotFound;
        if (await codes.Find(lead.Id, cancellationToken) is not { } attempts) return PhoneCodeErrors.CodeNotSent;

        var counted = attempts.CountCheck(clock.GetUtcNow());
        return counted.IsFailure ? counted.Error : new CountedCheck(contact.Phone, attempts.Rounds);
    }
}

internal static class PhoneCodeNeeds
{
    /// <summary>The telephone is verified, or nobody asks for it any more.</summary>
    public static bool NeedsNoCode(this Lead lead) => lead.VerifiedAt is not null || (lead.Status is not LeadStatus.Submitted && !lead.Status.IsEnd());
}
