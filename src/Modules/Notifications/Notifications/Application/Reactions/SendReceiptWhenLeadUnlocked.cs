using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class SendReceiptWhenLeadUnlocked(MailQueue mail, MailOrigin origin) : IReaction<LeadUnlocked>
{
    public Task Handle(LeadUnlocked integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.Receipt,
        occasion: integrationEvent.Unlock.ToString(),
        integrationEvent.Email,
        integrationEvent.Locale,
        words => ReceiptMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);
}
