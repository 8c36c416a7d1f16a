using LeadMarket.Notifications.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To the owner of an account: something about signing in was changed, and what to do if it was not them.</summary>
internal static class SecurityNoticeMail
{
    /// <summary>What can be told of: each has texts of its own.</summary>
    public static IReadOnlyList<string> Changes { get; } = ["password-changed", "two-step-on", "two-step-off", "recovery-codes-renewed"];

    // Somebody else's second step, or their recovery codes, would still be there after a new password, and keep its owner out.
    private static bool OutlastsPassword(string change) => change is "two-step-on" or "recovery-codes-renewed";

    public static MailDocument Write(SendSecurityNotice notice, DateTimeOffset at, Wording words)
    {
        var brand = words.Market.Brand;
        return new MailDocument(
            words.Say($"{notice.Change}.subject", ("brand", brand.Name)),
            words.Say("security.preheader"),
            words.Say($"{notice.Change}.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", notice.Name.Typed()))),
                new Paragraph(words.Say($"{notice.Change}.body", ("brand", brand.Name))),
                new Facts([(words.Say("security.at"), words.Time(at))]),
                new Paragraph(words.Say(OutlastsPassword(notice.Change) ? "security.not-you-two-step" : "security.not-you", ("support", brand.SupportEmail))),
                new Button(words.Say("security.button"), notice.Help),
                new Note(words.Say("document.question", ("support", brand.SupportEmail))),
            ],
            words.Say("account.reason", ("brand", brand.Name)));
    }
}
