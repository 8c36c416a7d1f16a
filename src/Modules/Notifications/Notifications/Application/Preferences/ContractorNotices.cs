using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Preferences;

/// <summary>A contractor to be told of something.</summary>
/// <param name="Phone">As they wrote it.</param>
internal sealed record Addressee(ContractorId Contractor, string Email, string Phone, string Locale);

/// <summary>Tells a contractor of an event in the ways they want, as they want it at this moment: what is queued already goes out.</summary>
internal sealed class ContractorNotices(IPreferences preferences, MailQueue mail, TextQueue texts, TimeProvider clock)
{
    /// <param name="about">A <see cref="Preference.Event"/>.</param>
    /// <param name="occasion">With the kind and the channel, what makes this message once and only once.</param>
    public async Task Tell(
        string about, MessageKind kind, string occasion, Addressee to, Func<Wording, MailDocument> write, Func<Wording, string> text, CancellationToken cancel)
    {
        var said = await preferences.Of(to.Contractor, cancel);
        if (Preference.IsOn(about, Channel.Email, said))
        {
            var key = await preferences.LinkKey(new UnsubscribeLink(to.Contractor, about), clock.GetUtcNow(), cancel);
            await mail.AddFor(to.Contractor, key, kind, occasion, to.Email, to.Locale, write, cancel);
        }

        if (Preference.IsOn(about, Channel.Text, said)) await texts.Add(kind, occasion, to, text, cancel);
    }
}
