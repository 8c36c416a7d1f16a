using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.PhoneCodes;

/// <summary>Takes one of the texts that a lead may be sent, before the vendor is asked to send it.</summary>
internal sealed record CountCodeSend(LeadId Lead) : ICommand<CountedSend>;

/// <param name="Locale">The language the homeowner read the form in.</param>
/// <param name="Round">Where the answer belongs.</param>
internal sealed record CountedSend(PhoneNumber Phone, string Locale, int Round);

internal sealed class CountCodeSendHandler(ILeads leads, IPhoneCodes codes, Market market, TimeProvider clock) : ICommandHandler<CountCodeSend, CountedSend>
{
    public async Task<Result<CountedSend>> Handle(CountCodeSend command, CancellationToken cancellationToken)
    {
        if (await leads.Lock(command.Lead, cancellationToken) is not { } lead) return LeadErrors.LeadNotFound;
        if (lead.Status.IsEnd()) return PhoneCodeErrors.LeadEnded;
        if (lead.Status is not LeadStatus.Submitted || !market.Intake.VerifiesPhones) return PhoneCodeErrors.PhoneAlreadyVerified;
        if (await leads.FindContact(lead.Id, cancellationToken) is not { } contact) return LeadErrors.LeadNotFound;

        var now = clock.GetUtcNow();
        var attempts = await codes.Find(lead.Id, cancellationToken);
        if (attempts is null) codes.Add(attempts = PhoneCodeAttempts.Start(lead.Id, now));

        var counted = attempts.CountSend(now);
        return counted.IsFailure ? counted.Error : new CountedSend(contact.Phone, lead.Locale, attempts.Rounds);
    }
}
