using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class AlertContractorWhenLeadMatched(ContractorNotices notices, MailOrigin origin) : IReaction<LeadMatched>
{
    public Task Handle(LeadMatched integrationEvent, CancellationToken cancel) => notices.Tell(
        Preference.NewLead,
        MessageKind.NewLead,
        occasion: $"{integrationEvent.Listing}:{integrationEvent.Contractor}",
        new Addressee(integrationEvent.Contractor, integrationEvent.Email, integrationEvent.Phone, integrationEvent.Locale),
        words => NewLeadMail.Write(integrationEvent, origin.PublicUrl, words),
        words => TextLine.Write(
            words, "sms.new-lead", integrationEvent.Service, integrationEvent.Area, ContractorPages.Listing(integrationEvent.Listing, origin.PublicUrl, words)),
        cancel);
}
