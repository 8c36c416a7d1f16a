using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class SendNewLinkWhenAccessLinkReplaced(MailQueue mail, MailOrigin origin) : IReaction<AccessLinkReplaced>
{
    public Task Handle(AccessLinkReplaced integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.AccessLinkReplaced,
        Occasion(integrationEvent),
        about: integrationEvent.Lead,
        integrationEvent.Email,
        integrationEvent.Locale,
        words => AccessLinkReplacedMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);

    // Every replacement is mailed: the link that one of them lost would be the only one that opens anything.
    private static string Occasion(AccessLinkReplaced replaced) =>
        $"{replaced.Lead}:{replaced.At.UtcTicks.ToString(CultureInfo.InvariantCulture)}";
}
