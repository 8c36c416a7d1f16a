using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>Where a contractor's links lead. All of them but the one that stops mails are behind the sign-in.</summary>
internal static class ContractorPages
{
    /// <summary>A lead on the board, with its price for whoever looks.</summary>
    public static Uri Listing(ListingId listing, Uri publicUrl, Wording words) => Page(publicUrl, words, $"{words.Say("path.board")}/{listing}");

    /// <summary>A bought lead.</summary>
    public static Uri MyLead(UnlockId unlock, Uri publicUrl, Wording words) => Page(publicUrl, words, $"{words.Say("path.my-leads")}/{unlock}");

    /// <summary>The return of a bought lead, its verdict and the appeal.</summary>
    public static Uri Return(UnlockId unlock, Uri publicUrl, Wording words) =>
        Page(publicUrl, words, $"{words.Say("path.my-leads")}/{unlock}/{words.Say("path.return")}");

    /// <summary>Stops one kind of mail, without signing in.</summary>
    public static Uri Unsubscribe(string key, Uri publicUrl, Wording words) => Page(publicUrl, words, $"{words.Say("path.unsubscribe")}/{key}");

    /// <summary>The ways to hear less: in every mail that a contractor can do without.</summary>
    // A lead alert is a message that the contractor set up, not an advertisement; CASL asks service messages all the same to say how to
    // stop them (s. 6(6) and 11), and a sign-in before that is one obstacle too many.
    public static IEnumerable<MailBlock> OffSwitches(Uri unsubscribe, Uri publicUrl, Wording words) =>
    [
        new MailBlock.Link(words.Say("alerts.stop"), unsubscribe),
        new MailBlock.Link(words.Say("alerts.off"), Page(publicUrl, words, words.Say("path.alerts"))),
    ];

    private static Uri Page(Uri publicUrl, Wording words, string path) => new(publicUrl, $"/{words.Locale}/{path}");
}
