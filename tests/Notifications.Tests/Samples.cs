using LeadMarket.Billing.Contracts;
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
    public static readonly UnlockId Bought = UnlockId.From(Guid.Parse("019aa3b4-0000-7000-8000-000000000003"));
    private static readonly Guid Account = Guid.Parse("019aa3b4-0000-7000-8000-000000000009");

    public const string TwilioAccount = "AC00000000000000000000000000000000";
    public const string OurNumber = "+18335550199";
    public static readonly ContractorId Contractor = ContractorId.From(Account);

    /// <summary>As Leads makes them: 24 random bytes in Base64Url.</summary>
    public const string AccessKey = "q2V-8Hq_T0mB1xYc9dKzR4uWsJ7nLp3E";

    public static LeadSubmitted Lead(string locale, string name = "Marie Tremblay", int quotes = 3, bool phoneToVerify = false) =>
        new(LeadId.New(Now), "ev-charger", "Rosemont", quotes, name, "marie@example.ca", locale, Now, AccessKey, phoneToVerify);

    public static LeadDuplicate Duplicate(string locale, string name = "Marie Tremblay") =>
        new(LeadId.New(Now), LeadId.New(Now), "ev-charger", "Rosemont", name, "marie@example.ca", locale, AccessKey, Now);

    public static AccessLinkReplaced NewLink(string locale, string name = "Marie Tremblay") =>
        new(LeadId.New(Now), name, "marie@example.ca", locale, AccessKey, Now);

    public static ContactWithdrawn Withdrawn(string locale, string company = "Électricité Bélanger inc.", bool erased = false) => new(
        UnlockId.New(Now), LeadId.New(Now), ContractorId.From(Account), company, "info@belanger.example", locale, "ev-charger", "Rosemont", erased, Now);

    public static LeadUnlocked Unlock(string locale, string company = "Électricité Bélanger inc.", long discount = 500) => new(
        UnlockId.New(Now), Listing, LeadId.New(Now), ContractorId.From(Account), company, "info@belanger.example", locale,
        "ev-charger", "Rosemont", new Charge(Cad(2900), Cad(discount), [new("gst", Cad(120)), new("qst", Cad(239))], Cad(2759)), Now);

    public static SendEmailConfirmation Confirmation(string locale, string name = "Luc Gagnon") =>
        new(Account, "luc@example.ca", name, locale, new Uri("https://exemple.ca/fr/confirmer?compte=9&jeton=a%2Bb"));

    public static SendAccountExists Exists(string locale, string name = "Luc Gagnon") =>
        new(Account, "luc@example.ca", name, locale, new Uri("https://exemple.ca/fr/connexion"));

    public static DocumentIssued Document(string locale, DocumentKind kind, DocumentSubject subject = DocumentSubject.Plan, string company = "Électricité Bélanger inc.") => new(
        DocumentId.New(Now), kind, subject, kind is DocumentKind.Invoice ? "F-000123" : "N-000004", new PurchaseId(Account), ContractorId.From(Account),
        Billed(company), locale, new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = "Forfait Pro", ["en"] = "Pro plan" }, Cad(5634), Now);

    public static PlanChanged NewPlan(string locale, string company = "Électricité Bélanger inc.") =>
        new(ContractorId.From(Account), Billed(company), locale, "free", "pro", Now);

    public static PlanPaymentFailed PlanDeclined(string locale, string company = "Électricité Bélanger inc.") => new(
        ContractorId.From(Account), Billed(company), locale, "pro", Cad(5634), Now.AddDays(7), Now.AddDays(3), Now);

    public static AlarmRaised Alarm(string detail = "The card took nothing.") => new(Account, "refund-failed", "re_1", detail, Now);

    public static LeadMatched Match(string locale, string company = "Électricité Bélanger inc.", string mode = "shared", bool ahead = false) => new(
        Listing, Contractor, company, "info@belanger.example", "514 555-0123", locale, "ev-charger", "Rosemont", Market.Budgets[0].Key, Market.Timelines[0].Key,
        mode, ahead ? Now.AddMinutes(10) : null, Now);

    public static ReminderDue Reminder(string locale, string company = "Électricité Bélanger inc.") => new(
        Bought, Contractor, company, "info@belanger.example", "(514) 555-0123", locale, "ev-charger", "Rosemont", Now);

    public static ReturnDecided Verdict(
        string locale, string outcome, string by = "system", bool toCredit = false, bool mayAppeal = false,
        string company = "Électricité Bélanger inc.", bool moneyBack = true) => new(
        new ReturnId(Account), Bought, Contractor, company, "info@belanger.example", "+1 514 555-0123", locale, "ev-charger", "Rosemont",
        outcome, "no-answer", toCredit, by, mayAppeal, Now, moneyBack);

    public static ReturnAwaitsStaff Waiting(string company = "Électricité Bélanger inc.", bool appeal = false) =>
        new(new ReturnId(Account), Bought, company, "no-answer", appeal, Now.AddHours(48), Now);

    public static LeadUpgraded Upgrade(string locale, string company = "Électricité Bélanger inc.") => new(
        UnlockId.New(Now), Bought, Listing, LeadId.New(Now), Contractor, company, "info@belanger.example", locale,
        "ev-charger", "Rosemont", new Charge(Cad(5000), Cad(0), [new("gst", Cad(250)), new("qst", Cad(499))], Cad(5749)), Now);

    public static SendPasswordReset Reset(string locale, string name = "Luc Gagnon") =>
        new(Account, "luc@example.ca", name, locale, new Uri("https://exemple.ca/fr/mot-de-passe/nouveau?compte=9&jeton=a%2Bb"), Now.AddHours(1));

    public static SendSecurityNotice Notice(string locale, string change = "two-step-off", string name = "Luc Gagnon") =>
        new(Account, Guid.Parse("019aa3b4-0000-7000-8000-00000000000b"), "luc@example.ca", name, locale, change, new Uri("https://exemple.ca/fr/mot-de-passe"));

    private static BilledTo Billed(string company) => new(company, "Luc Bélanger", "info@belanger.example");

    /// <summary>Every mail there is, with this name where a person's or a company's name goes.</summary>
    public static IEnumerable<(MessageKind Kind, MessageContent Content)> EveryMail(string locale, string name = "Marie Tremblay") =>
    [
        (MessageKind.LeadReceived, Render(locale, words => LeadReceivedMail.Write(Lead(locale, name), Site, words))),
        (MessageKind.LeadReceived, Render(locale, words => LeadReceivedMail.Write(Lead(locale, name, phoneToVerify: true), Site, words))),
        (MessageKind.RequestAlreadyOpen, Render(locale, words => RequestAlreadyOpenMail.Write(Duplicate(locale, name), Site, words))),
        (MessageKind.AccessLinkReplaced, Render(locale, words => AccessLinkReplacedMail.Write(NewLink(locale, name), Site, words))),
        (MessageKind.ConfirmEmail, Render(locale, words => ConfirmEmailMail.Write(Confirmation(locale, name), words))),
        (MessageKind.AccountExists, Render(locale, words => AccountExistsMail.Write(Exists(locale, name), words))),
        (MessageKind.Receipt, Render(locale, words => ReceiptMail.Write(Unlock(locale, name), Site, words))),
        (MessageKind.ContactWithdrawn, Render(locale, words => ContactWithdrawnMail.Write(Withdrawn(locale, name), Site, words))),
        (MessageKind.ContactWithdrawn, Render(locale, words => ContactWithdrawnMail.Write(Withdrawn(locale, name, erased: true), Site, words))),
        (MessageKind.PlanInvoice, Render(locale, words => DocumentMail.Write(Document(locale, DocumentKind.Invoice, company: name), Site, words))),
        (MessageKind.CreditNote, Render(locale, words => DocumentMail.Write(Document(locale, DocumentKind.CreditNote, company: name), Site, words))),
        (MessageKind.PlanChanged, Render(locale, words => PlanChangedMail.Write(NewPlan(locale, name), Billed(name), Site, words))),
        (MessageKind.PlanPaymentFailed, Render(locale, words => PlanPaymentFailedMail.Write(PlanDeclined(locale, name), Billed(name), Site, words))),
        (MessageKind.OperatorAlert, Render(locale, words => OperatorAlertMail.Write(Alarm(name), Site, words))),
        (MessageKind.OperatorAlert, Render(locale, words => ReturnAwaitsStaffMail.Write(Waiting(name), Site, words))),
        (MessageKind.OperatorAlert, Render(locale, words => ReturnAwaitsStaffMail.Write(Waiting(name, appeal: true), Site, words))),
        (MessageKind.Receipt, Render(locale, words => UpgradeReceiptMail.Write(Upgrade(locale, name), Site, words))),
        (MessageKind.PasswordReset, Render(locale, words => PasswordResetMail.Write(Reset(locale, name), words))),
        .. SecurityNoticeMail.Changes.Select(change =>
            (MessageKind.SecurityNotice, Render(locale, words => SecurityNoticeMail.Write(Notice(locale, change, name), Now, words)))),
        (MessageKind.NewLead, Render(locale, words => NewLeadMail.Write(Match(locale, name), Site, words))),
        (MessageKind.NewLead, Render(locale, words => NewLeadMail.Write(Match(locale, name, "exclusive", ahead: true), Site, words))),
        (MessageKind.LeadReminder, Render(locale, words => ReminderMail.Write(Reminder(locale, name), Site, words))),
        .. EveryVerdict(locale, name).Select(verdict =>
            (MessageKind.ReturnDecided, Render(locale, words => ReturnDecidedMail.Write(verdict, Site, words)))),
    ];

    /// <summary>What a return can come to.</summary>
    public static IEnumerable<ReturnDecided> EveryVerdict(string locale, string company) =>
    [
        Verdict(locale, "approved", company: company),
        Verdict(locale, "approved", "promise", toCredit: true, company: company),
        Verdict(locale, "approved", "staff", company: company),
        Verdict(locale, "approved", company: company, moneyBack: false),
        Verdict(locale, "denied", mayAppeal: true, company: company),
        Verdict(locale, "denied", "staff", company: company),
        Verdict(locale, "review", company: company),
    ];

    public static MessageContent Render(string locale, Func<Wording, MailDocument> write)
    {
        var words = new Wording(Market, locale);
        var document = write(words);
        return new MessageContent(document.Subject, HtmlMail.Write(document, words), TextMail.Write(document, words));
    }

    private static Money Cad(long cents) => new(cents, "CAD");
}
