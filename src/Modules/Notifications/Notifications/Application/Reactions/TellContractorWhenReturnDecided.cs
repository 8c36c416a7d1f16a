using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class TellContractorWhenReturnDecided(ContractorNotices notices, MailOrigin origin) : IReaction<ReturnDecided>
{
    // One return can be denied by a rule, looked at and then approved: each word of each judge is told once.
    public Task Handle(ReturnDecided integrationEvent, CancellationToken cancel) => notices.Tell(
        Preference.ReturnDecided,
        MessageKind.ReturnDecided,
        occasion: $"{integrationEvent.Return}:{integrationEvent.Outcome}:{integrationEvent.By}",
        new Addressee(integrationEvent.Contractor, integrationEvent.Email, integrationEvent.Phone, integrationEvent.Locale),
        words => ReturnDecidedMail.Write(integrationEvent, origin.PublicUrl, words),
        words => TextLine.Write(
            words, $"sms.{ReturnDecidedMail.Outcome(integrationEvent)}", integrationEvent.Service, integrationEvent.Area,
            ContractorPages.Return(integrationEvent.Unlock, origin.PublicUrl, words)),
        cancel);
}
