using System.Text;
using LeadMarket.Billing.Contracts;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Web.Tests.Presentation;

public sealed class AccountingCsvTests
{
    [Fact]
    public void A_sale_and_its_credit_note_are_a_line_each_with_every_tax_and_the_credit_note_below_zero()
    {
        var sale = Row("F-000001", DocumentKind.Invoice, "Rénovation Tremblay inc.", 2900, 145, 289, corrects: null);
        var back = Row("N-000001", DocumentKind.CreditNote, "Rénovation Tremblay inc.", -2900, -145, -289, corrects: "F-000001");
        Lines([sale, back]).ShouldBe(
        [
            "number,kind,subject,date,company,email,currency,net,gst,qst,total,card,credit,balance,corrects",
            "F-000001,invoice,lead,2026-11-21,Rénovation Tremblay inc.,a@example.com,CAD,29.00,1.45,2.89,33.34,33.34,0.00,0.00,",
            "N-000001,credit-note,lead,2026-11-21,Rénovation Tremblay inc.,a@example.com,CAD,-29.00,-1.45,-2.89,-33.34,-33.34,0.00,0.00,F-000001",
        ]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+33 1")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tcmd")]
    [InlineData("\rcmd")]
    public void A_company_that_calls_itself_a_formula_is_shown_as_text(string company)
    {
        var csv = Encoding.UTF8.GetString(AccountingCsv.Write([Row("F-000001", DocumentKind.Invoice, company, 100, 5, 10, corrects: null)]));
        // In quotes or without: a cell that holds a line end wants them.
        csv.Replace("\"", "", StringComparison.Ordinal).ShouldContain($",'{company},");
    }

    [Fact]
    public void A_name_with_commas_quotes_and_line_ends_stays_one_field() =>
        Encoding.UTF8.GetString(AccountingCsv.Write([Row("F-000001", DocumentKind.Invoice, "A, \"B\"\nC", 100, 5, 10, corrects: null)]))
            .ShouldContain("\"A, \"\"B\"\"\nC\"");

    private static AccountingRow Row(string number, DocumentKind kind, string company, long net, long gst, long qst, string? corrects) => new(
        number, kind, DocumentSubject.Lead, new DateOnly(2026, 11, 21), company, "a@example.com", "CAD", net,
        new Dictionary<string, long>(StringComparer.Ordinal) { ["gst"] = gst, ["qst"] = qst }, net + gst + qst, net + gst + qst, 0, 0, corrects);

    private static string[] Lines(IReadOnlyList<AccountingRow> rows)
    {
        var bytes = AccountingCsv.Write(rows);
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        return Encoding.UTF8.GetString(bytes[3..]).TrimEnd().Split("\r\n");
    }
}
