using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class AlertOperatorsWhenAlarmRaised(MailQueue mail, MailOrigin origin, Market market) : IReaction<AlarmRaised>
{
    public Task Handle(AlarmRaised integrationEvent, CancellationToken cancel) => mail.Add(
        MessageKind.OperatorAlert,
        occasion: integrationEvent.Alarm.ToString(),
        market.Brand.SupportEmail,
        market.DefaultLocale,
        words => OperatorAlertMail.Write(integrationEvent, origin.PublicUrl, words),
        cancel);
}
