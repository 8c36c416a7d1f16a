namespace LeadMarket.Web.Presentation;

/// <summary>Every page's address in French and in English, in one place.</summary>
public static class PagePaths
{
    public static readonly PagePath Home = new("/Home", "", "", Indexed: true);
    public static readonly PagePath Privacy = new("/Privacy", "confidentialite", "privacy", Indexed: true);
    public static readonly PagePath Credits = new("/Credits", "credits", "credits", Indexed: true);

    public static readonly PagePath IntakeStart = new("/Intake/Start", "soumission", "quote");
    public static readonly PagePath IntakeStep = new("/Intake/Step", "soumission/{draft:guid}/{step:int:range(1,3)}", "quote/{draft:guid}/{step:int:range(1,3)}");
    public static readonly PagePath IntakeContact = new("/Intake/Contact", "soumission/{draft:guid}/4", "quote/{draft:guid}/4");
    public static readonly PagePath IntakeCode = new("/Intake/Code", "soumission/{draft:guid}/code", "quote/{draft:guid}/code");
    public static readonly PagePath IntakeThanks = new("/Intake/Thanks", "soumission/{draft:guid}/merci", "quote/{draft:guid}/thanks");

    public static readonly PagePath Request = new("/Request/Index", "ma-demande/{key}", "my-request/{key}");
    public static readonly PagePath RequestCode = new("/Request/Code", "ma-demande/{key}/code", "my-request/{key}/code");
    public static readonly PagePath RequestErase = new("/Request/Erase", "ma-demande/{key}/effacer", "my-request/{key}/erase");
    public static readonly PagePath ConsentReceipt = new("/Receipt", "preuve-de-consentement", "consent-receipt", Indexed: true);

    public static readonly PagePath Contractors = new("/Contractors/Index", "entrepreneurs", "contractors", Indexed: true);
    public static readonly PagePath Register = new("/Account/Register", "entrepreneurs/inscription", "contractors/register", Indexed: true);
    public static readonly PagePath CheckMail = new("/Account/CheckMail", "entrepreneurs/inscription/courriel", "contractors/register/mail");
    public static readonly PagePath ConfirmEmail = new("/Account/Confirm", "compte/confirmer", "account/confirm");
    public static readonly PagePath SignIn = new("/Account/SignIn", "connexion", "sign-in");
    public static readonly PagePath SignOut = new("/Account/SignOut", "deconnexion", "sign-out");

    public static readonly PagePath SignInCode = new("/Account/SignInCode", "connexion/code", "sign-in/code");
    public static readonly PagePath ForgotPassword = new("/Account/ForgotPassword", "mot-de-passe", "password");
    public static readonly PagePath ResetPassword = new("/Account/ResetPassword", "mot-de-passe/nouveau", "password/new");
    public static readonly PagePath Security = new("/Account/Security", "compte/securite", "account/security");

    public static readonly PagePath Unsubscribe = new("/Unsubscribe", "desabonnement/{key}", "unsubscribe/{key}");

    public static readonly PagePath Profile = new("/Contractor/Profile", "compte", "account");
    public static readonly PagePath Alerts = new("/Contractor/Alerts", "compte/avis", "account/alerts");
    public static readonly PagePath Cards = new("/Contractor/Cards", "compte/cartes", "account/cards");
    public static readonly PagePath Coverage = new("/Contractor/Coverage", "couverture", "coverage");
    public static readonly PagePath Board = new("/Contractor/Board", "tableau", "board");
    public static readonly PagePath Listing = new("/Contractor/Listing", "tableau/{listing:guid}", "board/{listing:guid}");
    public static readonly PagePath MyLeads = new("/Contractor/MyLeads", "mes-projets", "my-leads");
    public static readonly PagePath MyLead = new("/Contractor/MyLead", "mes-projets/{unlock:guid}", "my-leads/{unlock:guid}");
    public static readonly PagePath Upgrade = new("/Contractor/Upgrade", "mes-projets/{unlock:guid}/exclusivite", "my-leads/{unlock:guid}/exclusive");
    public static readonly PagePath Return = new("/Contractor/Return", "mes-projets/{unlock:guid}/retour", "my-leads/{unlock:guid}/return");
    public static readonly PagePath Results = new("/Contractor/Results", "resultats", "results");
    public static readonly PagePath Plan = new("/Contractor/Plan", "forfait", "plan");
    public static readonly PagePath PlanCancel = new("/Contractor/PlanCancel", "forfait/annuler", "plan/cancel");
    public static readonly PagePath PlanChange = new("/Contractor/PlanChange", "forfait/{plan}", "plan/{plan}");
    public static readonly PagePath Balance = new("/Contractor/Balance", "mes-credits", "my-credits");

    public static readonly PagePath Invoices = new("/Contractor/Invoices", "factures", "invoices");
    public static readonly PagePath Invoice = new("/Contractor/Invoice", "factures/{document:guid}", "invoices/{document:guid}");
    public static readonly PagePath Statement = new("/Contractor/Statement", "releves/{year:int:range(2000,2200)}/{month:int:range(1,12)}", "statements/{year:int:range(2000,2200)}/{month:int:range(1,12)}");

    public static readonly PagePath Returns = new("/Staff/Returns", "admin/retours", "admin/returns");
    public static readonly PagePath Review = new("/Staff/Review", "admin/demandes", "admin/requests");
    public static readonly PagePath Coupons = new("/Staff/Coupons", "admin/coupons", "admin/coupons");

    public static readonly PagePath Payments = new("/Staff/Payments", "admin/paiements", "admin/payments");
    public static readonly PagePath Payment = new("/Staff/Payment", "admin/paiements/{purchase:guid}", "admin/payments/{purchase:guid}");
    public static readonly PagePath Books = new("/Staff/Books", "admin/comptes", "admin/books");

    public static readonly IReadOnlyList<PagePath> All =
    [
        Home, Privacy, Credits, IntakeStart, IntakeStep, IntakeContact, IntakeCode, IntakeThanks, Request, RequestCode, RequestErase, ConsentReceipt, Contractors, Register, CheckMail, ConfirmEmail,
        SignIn, SignOut, SignInCode, ForgotPassword, ResetPassword, Security, Unsubscribe, Profile, Alerts, Cards, Coverage, Board, Listing, Upgrade, MyLeads, MyLead, Return, Results, Plan, PlanCancel, PlanChange, Balance, Invoices, Invoice, Statement, Returns, Review, Coupons, Payments, Payment, Books,
    ];

    /// <summary>A contractor's own account, in the order of its navigation.</summary>
    public static readonly IReadOnlyList<PagePath> OfAccount = [Profile, Coverage, Alerts, Cards, Security];

    /// <summary>Everything about leads that were bought.</summary>
    public static readonly IReadOnlyList<PagePath> OfLeads = [MyLeads, MyLead, Return, Upgrade, Results];

    /// <summary>The path of a Razor page, or <c>null</c> for one that has no language in its address (the error page).</summary>
    public static PagePath? Of(string? page) => All.FirstOrDefault(path => string.Equals(path.Page, page, StringComparison.OrdinalIgnoreCase));
}
