using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class NotifyContractorWhenContactWithdrawn(MailQueue mail, MailOrigin origin) : IReaction<ContactWithdrawn>
{
    // The contractor's mail, not the homeowner's: it outlives an erasure, and names nobody but the contractor.
    public Task Handle(ContactWithdrawn integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.ContactWithdrawn,
        occasion: integrationEvent.Unlock.ToString(),
        integrationEvent.Email,
        integrationEvent.Locale,
        words => ContactWithdrawnMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);
}
