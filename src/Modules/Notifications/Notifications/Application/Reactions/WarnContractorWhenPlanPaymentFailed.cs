using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class WarnContractorWhenPlanPaymentFailed(MailQueue mail, MailOrigin origin) : IReaction<PlanPaymentFailed>
{
    public Task Handle(PlanPaymentFailed integrationEvent, CancellationToken cancel) => integrationEvent.BilledTo is not { } billedTo
        ? Task.CompletedTask
        : mail.Add(
            MessageKind.PlanPaymentFailed,
            occasion: $"{integrationEvent.Contractor}:{integrationEvent.At.UtcTicks.ToString(CultureInfo.InvariantCulture)}",
            billedTo.Email,
            integrationEvent.Locale,
            words => PlanPaymentFailedMail.Write(integrationEvent, billedTo, origin.PublicUrl, words),
            cancel);
}
