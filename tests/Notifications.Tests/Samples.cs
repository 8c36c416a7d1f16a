using LeadMarket.Infrastructure.Markets;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Rendering;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.TestKit;

namespace LeadMarket.Notifications.Tests;

/// <summary>The facts that mails are written from, on the market that ships.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 1, 46, 0, TimeSpan.Zero);
    public static readonly Uri Site = new("https://exemple.ca");
    public static readonly Market Market = MarketReader.Load(Repository.Market("quebec-energy"));
    public static readonly ListingId Listing = ListingId.From(Guid.Parse("019aa3b4-0000-7000-8000-000000000002"));
    private static readonly Guid Account = Guid.Parse("019aa3b4-0000-7000-8000-000000000009");

    public static LeadSubmitted Lead(string locale, string name = "Marie Tremblay", int quotes = 3) =>
        new(LeadId.New(Now), "ev-charger", "Rosemont", quotes, name, "marie@example.ca", locale, Now);

    public static LeadUnlocked Unlock(string locale, string company = "Électricité Bélanger inc.", long discount = 500) => new(
        UnlockId.New(Now), Listing, LeadId.New(Now), ContractorId.From(Account), company, "info@belanger.example", locale,
        "ev-charger", "Rosemont", new Charge(Cad(2900), Cad(discount), [new("gst", Cad(120)), new("qst", Cad(239))], Cad(2759)), Now);

    public static SendEmailConfirmation Confirmation(string locale, string name = "Luc Gagnon") =>
        new(Account, "luc@example.ca", name, locale, new Uri("https://exemple.ca/fr/confirmer?compte=9&jeton=a%2Bb"));

    public static SendAccountExists Exists(string locale, string name = "Luc Gagnon") =>
        new(Account, "luc@example.ca", name, locale, new Uri("https://exemple.ca/fr/connexion"));

    /// <summary>Every mail there is, with this name where a person's or a company's name goes.</summary>
    public static IEnumerable<(MessageKind Kind, MessageContent Content)> EveryMail(string locale, string name = "Marie Tremblay") =>
    [
        (MessageKind.LeadReceived, Render(locale, words => LeadReceivedMail.Write(Lead(locale, name), words))),
        (MessageKind.ConfirmEmail, Render(locale, words => ConfirmEmailMail.Write(Confirmation(locale, name), words))),
        (MessageKind.AccountExists, Render(locale, words => AccountExistsMail.Write(Exists(locale, name), words))),
        (MessageKind.Receipt, Render(locale, words => ReceiptMail.Write(Unlock(locale, name), Site, words))),
    ];

    public static MessageContent Render(string locale, Func<Wording, MailDocument> write)
    {
        var words = new Wording(Market, locale);
        var document = write(words);
        return new MessageContent(document.Subject, HtmlMail.Write(document, words), TextMail.Write(document, words));
    }

    private static Money Cad(long cents) => new(cents, "CAD");
}
