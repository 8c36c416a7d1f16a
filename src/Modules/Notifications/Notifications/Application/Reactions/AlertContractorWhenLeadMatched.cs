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
        // A lead that came back is told of once more. The first telling keeps the key it had before there were rounds.
        occasion: $"{integrationEvent.Listing}:{integrationEvent.Contractor}{(integrationEvent.Round > 0 ? $":{integrationEvent.Round}" : "")}",
        new Addressee(integrationEvent.Contractor, integrationEvent.Email, integrationEvent.Phone, integrationEvent.Locale),
        words => NewLeadMail.Write(integrationEvent, origin.PublicUrl, words),
        words => TextLine.Write(
            words, "sms.new-lead", integrationEvent.Service, integrationEvent.Area, ContractorPages.Listing(integrationEvent.Listing, origin.PublicUrl, words)),
        cancel);
}
