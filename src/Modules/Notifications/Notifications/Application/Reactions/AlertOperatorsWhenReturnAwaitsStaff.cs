using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class AlertOperatorsWhenReturnAwaitsStaff(MailQueue mail, MailOrigin origin, Market market) : IReaction<ReturnAwaitsStaff>
{
    // A return waits at most twice: as it came, and appealed.
    public Task Handle(ReturnAwaitsStaff integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.OperatorAlert,
        occasion: $"return:{integrationEvent.Return}:{(integrationEvent.Appeal ? "appeal" : "review")}",
        market.Brand.SupportEmail,
        market.DefaultLocale,
        words => ReturnAwaitsStaffMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);
}
