using AngleSharp.Html.Parser;
using LeadMarket.Notifications.Application.Mail.Templates;

namespace LeadMarket.Notifications.Tests.Application;

public sealed class AccountSecurityMailTests
{
    [Theory]
    [InlineData("fr", "jusqu’au 20 novembre 2026 à 21")]
    [InlineData("en", "until November 20, 2026 at 9:46")]
    public void A_link_for_a_new_password_says_until_when_it_opens(string locale, string until)
    {
        var mail = Samples.Render(locale, words => PasswordResetMail.Write(Samples.Reset(locale), words));
        mail.Text.ShouldContain(until);
        new HtmlParser().ParseDocument(mail.Html).QuerySelector(".button a")!.GetAttribute("href").ShouldBe(Samples.Reset(locale).Link.AbsoluteUri);
    }

    [Theory]
    [InlineData("fr", "password-changed", "Votre mot de passe a été changé – Boréwatt")]
    [InlineData("fr", "two-step-on", "La validation en deux étapes est activée – Boréwatt")]
    [InlineData("fr", "two-step-off", "La validation en deux étapes est désactivée – Boréwatt")]
    [InlineData("fr", "recovery-codes-renewed", "Vos codes de secours ont été remplacés – Boréwatt")]
    [InlineData("en", "password-changed", "Your password was changed – Boréwatt")]
    [InlineData("en", "two-step-on", "Two-step sign-in is on – Boréwatt")]
    [InlineData("en", "two-step-off", "Two-step sign-in is off – Boréwatt")]
    [InlineData("en", "recovery-codes-renewed", "Your recovery codes were replaced – Boréwatt")]
    public void A_change_about_signing_in_is_named_with_the_way_out_for_whoever_did_not_make_it(string locale, string change, string subject)
    {
        var notice = Samples.Notice(locale, change);
        var mail = Samples.Render(locale, words => SecurityNoticeMail.Write(notice, Samples.Now, words));
        mail.Subject.ShouldBe(subject);
        mail.Text.ShouldContain(notice.Help.AbsoluteUri);
        mail.Text.ShouldContain(locale is "fr" ? "20 novembre 2026 à 20" : "November 20, 2026 at 8:46");
    }

    // A new password takes away neither.
    [Theory]
    [InlineData("fr", "two-step-on", true)]
    [InlineData("fr", "recovery-codes-renewed", true)]
    [InlineData("fr", "password-changed", false)]
    [InlineData("en", "two-step-on", true)]
    [InlineData("en", "recovery-codes-renewed", true)]
    [InlineData("en", "two-step-off", false)]
    public void Where_somebody_elses_second_step_would_stay_support_comes_before_a_new_password(string locale, string change, bool supportFirst)
    {
        var mail = Samples.Render(locale, words => SecurityNoticeMail.Write(Samples.Notice(locale, change), Samples.Now, words));
        mail.Text.Contains(locale is "fr" ? "n’enlève pas la deuxième étape" : "does not remove somebody else’s second step", StringComparison.Ordinal).ShouldBe(supportFirst);
    }
}
