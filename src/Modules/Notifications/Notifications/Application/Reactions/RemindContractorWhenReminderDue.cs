using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Application.Reactions;

internal sealed class RemindContractorWhenReminderDue(ContractorNotices notices, MailOrigin origin) : IReaction<ReminderDue>
{
    // A lead can have one reminder after another: the moment tells them apart.
    public Task Handle(ReminderDue integrationEvent, CancellationToken cancel) => notices.Tell(
        Preference.Reminder,
        MessageKind.LeadReminder,
        occasion: $"{integrationEvent.Unlock}:{integrationEvent.At.UtcTicks.ToString(CultureInfo.InvariantCulture)}",
        new Addressee(integrationEvent.Contractor, integrationEvent.Email, integrationEvent.Phone, integrationEvent.Locale),
        words => ReminderMail.Write(integrationEvent, origin.PublicUrl, words),
        words => TextLine.Write(
            words, "sms.reminder", integrationEvent.Service, integrationEvent.Area, ContractorPages.MyLead(integrationEvent.Unlock, origin.PublicUrl, words)),
        cancel);
}
