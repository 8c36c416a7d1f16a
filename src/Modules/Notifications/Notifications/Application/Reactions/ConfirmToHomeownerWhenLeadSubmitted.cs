using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class ConfirmToHomeownerWhenLeadSubmitted(MailQueue mail, MailOrigin origin) : IReaction<LeadSubmitted>
{
    public Task Handle(LeadSubmitted integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.LeadReceived,
        occasion: integrationEvent.Lead.ToString(),
        about: integrationEvent.Lead,
        integrationEvent.Email,
        integrationEvent.Locale,
        words => LeadReceivedMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);
}
