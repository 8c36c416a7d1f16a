using LeadMarket.Billing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To operators: something about money that no program may decide.</summary>
internal static class OperatorAlertMail
{
    public static MailDocument Write(AlarmRaised alarm, Uri publicUrl, Wording words) => new(
        words.Say("operator-alert.subject", ("kind", alarm.Kind), ("subject", alarm.Subject.Typed())),
        words.Say("operator-alert.preheader"),
        words.Say("operator-alert.heading"),
        [
            new Facts(
            [
                (words.Say("operator-alert.kind"), alarm.Kind),
                (words.Say("operator-alert.about"), alarm.Subject.Typed()),
                (words.Say("operator-alert.at"), words.Time(alarm.At)),
            ]),
            new Paragraph(alarm.Detail.Typed()),
            new Button(words.Say("operator-alert.button"), new Uri(publicUrl, $"/{words.Locale}/{words.Say("path.books")}")),
        ],
        words.Say("operator-alert.reason", ("brand", words.Market.Brand.Name)));
}
