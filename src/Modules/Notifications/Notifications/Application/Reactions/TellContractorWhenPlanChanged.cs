using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class TellContractorWhenPlanChanged(MailQueue mail, MailOrigin origin) : IReaction<PlanChanged>
{
    // A plan that nobody was ever billed for, such as a gift, came without an address and is told of by whoever gave it.
    public Task Handle(PlanChanged integrationEvent, CancellationToken cancel) => integrationEvent.BilledTo is not { } billedTo
        ? Task.CompletedTask
        : mail.Add(
            MessageKind.PlanChanged,
            occasion: $"{integrationEvent.Contractor}:{integrationEvent.At.UtcTicks.ToString(CultureInfo.InvariantCulture)}",
            billedTo.Email,
            integrationEvent.Locale,
            words => PlanChangedMail.Write(integrationEvent, billedTo, origin.PublicUrl, words),
            cancel);
}
