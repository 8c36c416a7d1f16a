using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class PointToFirstRequestWhenLeadDuplicate(MailQueue mail, MailOrigin origin) : IReaction<LeadDuplicate>
{
    // It belongs to the first request, whose owner gets it and whose page it opens.
    public Task Handle(LeadDuplicate integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.RequestAlreadyOpen,
        Occasion(integrationEvent),
        about: integrationEvent.First,
        integrationEvent.Email,
        integrationEvent.Locale,
        words => RequestAlreadyOpenMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);

    // One an hour: a stranger with the form and somebody's address must not be able to flood that inbox.
    private static string Occasion(LeadDuplicate duplicate) =>
        $"{duplicate.First}:{duplicate.At.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)}";
}
