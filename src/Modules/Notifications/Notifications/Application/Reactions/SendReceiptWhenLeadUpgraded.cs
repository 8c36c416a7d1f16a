using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class SendReceiptWhenLeadUpgraded(MailQueue mail, MailOrigin origin) : IReaction<LeadUpgraded>
{
    public Task Handle(LeadUpgraded integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.Receipt,
        occasion: integrationEvent.Unlock.ToString(),
        integrationEvent.Email,
        integrationEvent.Locale,
        words => UpgradeReceiptMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);
}
