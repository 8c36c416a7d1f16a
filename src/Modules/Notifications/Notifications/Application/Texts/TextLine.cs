using LeadMarket.Notifications.Application.Mail;

namespace LeadMarket.Notifications.Application.Texts;

/// <summary>Writes a text in one segment: which project, and the address of the page that says the rest. Nothing of the homeowner.</summary>
internal static class TextLine
{
    /// <param name="key">Of a text with <c>{brand}</c>, <c>{what}</c> and <c>{link}</c>.</param>
    public static string Write(Wording words, string key, string service, string area, Uri link)
    {
        var what = Gsm7.Plain(words.Say("sms.what", ("service", words.Service(service)), ("area", area.Typed())));
        var room = Gsm7.Segment - Gsm7.Units(Say(words, key, "", link));
        return Say(words, key, Gsm7.Shorten(what, room), link);   // an address that is cut leads nowhere
    }

    private static string Say(Wording words, string key, string what, Uri link) =>
        Gsm7.Plain(words.Say(key, ("brand", words.Market.Brand.Name), ("what", what), ("link", link.AbsoluteUri)));
}
