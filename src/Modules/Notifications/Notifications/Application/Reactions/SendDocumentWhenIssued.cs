using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class SendDocumentWhenIssued(MailQueue mail, MailOrigin origin) : IReaction<DocumentIssued>
{
    public Task Handle(DocumentIssued integrationEvent, CancellationToken cancel)
    {
        // Whoever bought a lead has a receipt of it already, with the contact: a second mail would only push the first down.
        if (integrationEvent is { Kind: DocumentKind.Invoice, Subject: DocumentSubject.Lead }) return Task.CompletedTask;

        return mail.Add(
            integrationEvent.Kind is DocumentKind.Invoice ? MessageKind.PlanInvoice : MessageKind.CreditNote,
            occasion: integrationEvent.Document.ToString(),
            integrationEvent.BilledTo.Email,
            integrationEvent.Locale,
            words => DocumentMail.Write(integrationEvent, origin.PublicUrl, words),
            cancel);
    }
}
