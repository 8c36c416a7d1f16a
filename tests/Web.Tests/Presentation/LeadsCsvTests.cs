using System.Globalization;
using System.Text;
using LeadMarket.Infrastructure.Markets;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Http;

namespace LeadMarket.Web.Tests.Presentation;

public sealed class LeadsCsvTests
{
    private static readonly DateTimeOffset Bought = new(2026, 11, 21, 3, 30, 0, TimeSpan.Zero);
    private static readonly Market Market = MarketReader.Load(Repository.Market("quebec-energy"));

    [Fact]
    public void In_French_a_lead_is_a_line_of_semicolons_and_decimal_commas_on_the_market_s_days() => Lines("fr", Lead()).ShouldBe(
    [
        "Acheté le;Nom;Téléphone;Courriel;Adresse;Code postal;Service;Secteur;Région;Budget;Échéancier;Vente;Prix avant taxes;Total payé;Paiement;Suivi;Soumission;Contrat;"
        + "Tentatives;Dernière tentative;Rappel;Raison du retour;Retour",
        // Half past three in the morning in Greenwich is the evening before in Quebec.
        "2026-11-20;Marie Tremblay;514\u00a0555-1234;marie@example.com;12, rue des Pins;H2X 1Y4;Thermopompe;Montréal;Montréal;De 2\u00a0500\u00a0$ à 5\u00a0000\u00a0$;D’ici un mois;Partagé;"
        + "29,00;33,34;Payé;Soumission faite;8500,00;;2;2026-11-20;;;",
    ]);

    [Fact]
    public void In_English_it_is_commas_and_points_and_what_became_of_a_return_is_told()
    {
        var line = Lines("en", Lead() with { Return = Denied() })[1];
        line.ShouldStartWith("2026-11-20,Marie Tremblay,514-555-1234,marie@example.com,\"12, rue des Pins\",H2X 1Y4,");
        line.ShouldContain(",29.00,33.34,Paid,Quoted,8500.00,,2,");
        line.ShouldEndWith(",No answer,Denied");
    }

    [Fact]
    public void However_many_parts_it_is_read_in_it_is_one_file_under_one_line_of_names()
    {
        MyLead[] leads = [Lead(), Lead(), Lead(), Lead(), Lead()];

        Written("fr", leads[..2], leads[2..4], leads[4..]).ShouldBe(Written("fr", leads));
    }

    [Theory]
    [InlineData("paid", ";79,00;90,83;")]
    [InlineData("disputed", ";79,00;90,83;")]
    [InlineData("refunded", ";29,00;33,34;")]
    [InlineData("charged-back", ";29,00;33,34;")]
    public void What_was_paid_to_be_its_only_buyer_is_part_of_the_price_until_it_alone_goes_back(string state, string paid)
    {
        var charge = new Charge(
            new Money(5000, "CAD"), new Money(0, "CAD"), [new TaxLine("gst", new Money(250, "CAD")), new TaxLine("qst", new Money(499, "CAD"))], new Money(5749, "CAD"));
        Lines("fr", Lead() with { Upgrade = new LeadUpgrade(UnlockId.New(Bought), state, charge) })[1].ShouldContain(paid);
    }

    [Fact]
    public void A_lead_whose_contact_is_gone_keeps_its_line_without_one()
    {
        var gone = Lead();
        gone = gone with { Unlock = gone.Unlock with { Contact = null, WithdrawnAt = Bought } };
        Lines("en", gone)[1].ShouldStartWith("2026-11-20,,,,,,");
        Lines("en", gone)[1].ShouldContain(",Contact withdrawn,");
    }

    // A program of the other language cuts the line at the other separator.
    [Theory]
    [InlineData("12;=cmd|' /C calc'!A0;x", "12;'=cmd|' /C calc'!A0;x")]
    [InlineData("12, +1 514", "12, '+1 514")]
    [InlineData("a,\u00a0@SUM(A1)", "a,\u00a0'@SUM(A1)")]
    [InlineData("=1;=2", "'=1;'=2")]
    public void Nor_behind_the_separator_of_the_other_language(string typed, string written) => CellText.Disarmed(typed).ShouldBe(written);

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"Click\")")]
    [InlineData("+1 514 555-1234")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("  =1+1")]
    [InlineData("\u00a0=1+1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    public void What_a_homeowner_typed_is_never_run_by_a_spreadsheet(string typed)
    {
        var lead = Lead();
        var contact = lead.Unlock.Contact! with { Name = typed, Address = typed };
        var csv = Encoding.UTF8.GetString(Written("fr", [lead with { Unlock = lead.Unlock with { Contact = contact } }]));
        csv.ShouldContain("'" + typed.Replace("\"", "\"\"", StringComparison.Ordinal));
        csv.Split(';').ShouldAllBe(cell => cell.Trim('"').Length == 0 || !"=+-@＝＋－＠".Contains(cell.Trim('"')[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Marie-Ève = Ève")]
    [InlineData("O'Neil")]
    [InlineData("12-14, rue A")]
    public void Ordinary_names_stay_as_they_are(string name) => CellText.Disarmed(name).ShouldBe(name);

    private static MyLead Lead()
    {
        var charge = new Charge(
            new Money(2900, "CAD"), new Money(0, "CAD"), [new TaxLine("gst", new Money(145, "CAD")), new TaxLine("qst", new Money(289, "CAD"))], new Money(3334, "CAD"));
        var item = new BoardItem(
            ListingId.New(Bought), "heat-pump", "montreal", "Montréal", "H2X", "2500-to-5000", "one-month",
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), "fr", Bought, 1, 3);
        var contact = new UnlockedContact("Marie Tremblay", "marie@example.com", "+15145551234", "12, rue des Pins", "H2X 1Y4", "fr", []);
        var unlock = new UnlockView(UnlockId.New(Bought), item.ListingId, "paid", charge, null, Bought, contact, PaidAt: Bought);
        return new MyLead(item, unlock, new LeadWork(LeadProgress.Quoted, new Money(850000, "CAD"), null, null, null, 2, Bought), null);
    }

    private static ReturnView Denied() => new(
        ReturnId.New(Bought), UnlockId.New(Bought), "no-answer", null, "denied", ToCredit: true, Bought, null, null, null, null, null);

    private static string[] Lines(string locale, MyLead lead)
    {
        var bytes = Written(locale, [lead]);
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        return Encoding.UTF8.GetString(bytes[3..]).TrimEnd('\r', '\n').Split("\r\n");
    }

    /// <summary>A file of as many parts.</summary>
    private static byte[] Written(string locale, params MyLead[][] parts)
    {
        using var file = new MemoryStream();
        var written = Csv(locale).Write(file, Part(0), cursor => Task.FromResult(Part(int.Parse(cursor, CultureInfo.InvariantCulture))), CancellationToken.None);
        written.IsCompletedSuccessfully.ShouldBeTrue();
        return file.ToArray();

        MyLeadsPart Part(int n) => new(parts[n], n + 1 < parts.Length ? (n + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static LeadsCsv Csv(string locale)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = $"/{locale}/x";
        var texts = new Texts(new PageLocale(new HttpContextAccessor { HttpContext = http }, Market));
        var moments = new Moments(texts, Market, TimeProvider.System);
        return new LeadsCsv(texts, moments, new ListingWords(Market, texts), new WorkWords(Market, texts, moments));
    }
}
