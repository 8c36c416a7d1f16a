using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Documents;

public sealed class IssueTests(BillingDatabase billing) : BillingTest(billing)
{
    private DocumentDesk Desk => new(Billing);

    private InvoiceDraft Lead => DocumentDesk.Draft(Contractor, 2900, Billing.Clock.Now, Purchase);

    [Fact]
    public async Task A_lead_at_29_dollars_is_billed_33_34_with_all_that_the_law_asks_for()
    {
        var told = new List<IIntegrationEvent>();
        var issued = await Desk.Work((documents, _) => documents.IssueInvoice(Lead, CancellationToken.None), told);

        var invoice = await View(issued.Id);
        invoice.Seller.ShouldBe(new DocumentSeller("Test inc.", "1, rue Test", "aide@example.com"));
        invoice.BilledTo.ShouldBe(BilledTo);
        invoice.Summary.Number.ShouldMatch("^F-[0-9]{6}$");
        (invoice.Summary.Kind, invoice.Summary.Subject, invoice.Summary.IssuedAt).ShouldBe((DocumentKind.Invoice, DocumentSubject.Lead, Lead.At));
        invoice.Lines.Single().Text["fr"].ShouldBe("Contact : borne de recharge");
        invoice.Lines.Single().Text["en"].ShouldBe("Contact: EV charger");
        (invoice.Lines.Single().Cents, invoice.Subtotal.Cents, invoice.Discount.Cents, invoice.Total.Cents).ShouldBe((2900L, 2900L, 0L, 3334L));
        invoice.Taxes.Select(tax => (tax.Code, tax.Name["fr"], tax.Name["en"], tax.RatePpm, tax.Registration, tax.Cents)).ShouldBe([
            ("gst", "TPS (5 %)", "GST (5%)", 50_000, "100000001 RT0001", 145L),
            ("qst", "TVQ (9,975 %)", "QST (9.975%)", 99_750, "1000000001 TQ0001", 289L)]);
        invoice.Paid.ShouldBe([new PaymentPart("card", 3334)]);
        (issued.Net.Cents, issued.Taxes.Sum(tax => tax.Amount.Cents), issued.Total.Cents).ShouldBe((2900L, 434L, 3334L));

        var news = told.ShouldHaveSingleItem().ShouldBeOfType<DocumentIssued>();
        (news.Document, news.Number, news.Locale, news.Total.Cents, news.Text["en"]).ShouldBe((issued.Id, issued.Number, "fr", 3334L, "Contact: EV charger"));
    }

    [Fact]
    public async Task Its_full_credit_note_reverses_each_line_and_each_knows_the_other()
    {
        var invoice = await Desk.Invoice(Lead);
        var credit = await Desk.Credit(Purchase, 3334);

        var view = await View(credit.Id);
        view.Summary.Number.ShouldMatch("^N-[0-9]{6}$");
        view.Summary.Kind.ShouldBe(DocumentKind.CreditNote);
        (view.Lines.Single().Cents, view.Total.Cents).ShouldBe((2900L, 3334L));
        view.Taxes.Select(tax => tax.Cents).ShouldBe([145L, 289L]);
        view.Taxes.ShouldAllBe(tax => tax.Registration != null && tax.RatePpm > 0);
        view.Corrects.ShouldNotBeNull().Id.ShouldBe(invoice.Id);
        (await View(invoice.Id)).CorrectedBy.Single().Number.ShouldBe(credit.Number);
        (credit.Net.Cents, credit.Purchase, credit.Contractor).ShouldBe((2900L, Purchase, Contractor));
    }

    [Fact]
    public async Task A_paid_purchase_has_its_invoice_and_a_returned_one_its_credit_note_each_announced_once()
    {
        await Open();
        await Pay();
        await Hear("checkout.session.completed", Stripe.SessionOf(Purchase).Id, times: 3, deliveries: 2);
        (await Billing.Send(Actor.System, new RefundPurchase(Purchase, "return"))).IsFailure.ShouldBeFalse();
        await Billing.Deliver();

        var documents = (await Billing.Send(Buyer, new ListDocuments(Contractor))).Value.Items;
        documents.Select(document => document.Kind).ShouldBe([DocumentKind.CreditNote, DocumentKind.Invoice], ignoreOrder: true);
        foreach (var document in documents)
        {
            var view = await View(document.Id);
            (view.Lines.Single().Cents, view.Taxes[0].Cents, view.Taxes[1].Cents, view.Total.Cents).ShouldBe((2900L, 145L, 289L, 3334L));
            view.Paid.ShouldBe([new PaymentPart("card", 3334)]);
            view.BilledTo.ShouldBe(BilledTo);
        }

        (await Told("billing.document-issued.v1")).ShouldBe(2);
    }

    [Fact]
    public async Task A_lead_for_nothing_has_an_invoice_too_and_no_credit_note()
    {
        var issued = await Desk.Invoice(DocumentDesk.Draft(Contractor, 2900, Billing.Clock.Now, Purchase, discount: 2900));

        var view = await View(issued.Id);
        (view.Subtotal.Cents, view.Discount.Cents, view.Total.Cents).ShouldBe((2900L, 2900L, 0L));
        view.Paid.ShouldBeEmpty();
        await Should.ThrowAsync<InvalidOperationException>(() => Desk.Credit(Purchase, 1));
    }

    [Fact]
    public async Task Parallel_issues_of_one_purchase_make_one_invoice_and_one_announcement()
    {
        var told = new List<IIntegrationEvent>();
        var issued = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Desk.Work((documents, _) => documents.IssueInvoice(Lead, CancellationToken.None), told)));

        issued.DistinctBy(document => (document.Id, document.Number)).ShouldHaveSingleItem();
        told.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Parallel_refunds_reverse_the_invoice_exactly_and_each_cause_once()
    {
        await Desk.Invoice(Lead);
        var causes = Enumerable.Range(0, 10).Select(i => (Cause: $"refund:{Purchase}:{i}", Cents: i == 9 ? 334L : 333L + (i % 3 == 0 ? 1 : 0))).ToList();
        causes[0] = causes[0] with { Cents = 3334 - causes.Skip(1).Sum(cause => cause.Cents) };

        var notes = await Task.WhenAll(causes.Concat(causes).Select(cause => Desk.Credit(Purchase, cause.Cents, cause.Cause)));

        var distinct = notes.DistinctBy(note => note.Id).ToList();
        distinct.Count.ShouldBe(10);
        distinct.Sum(note => note.Net.Cents).ShouldBe(2900);
        distinct.Sum(note => note.Taxes[0].Amount.Cents).ShouldBe(145);
        distinct.Sum(note => note.Taxes[1].Amount.Cents).ShouldBe(289);
        await Should.ThrowAsync<InvalidOperationException>(() => Desk.Credit(Purchase, 1));
    }

    [Fact]
    public async Task Money_that_bought_nothing_gets_no_credit_note() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Desk.Credit(Purchase, 100));

    [Fact]
    public async Task A_draft_that_does_not_add_up_is_never_issued()
    {
        var draft = Lead;
        await Should.ThrowAsync<InvalidOperationException>(() => Desk.Invoice(draft with { Total = new Money(3335, "CAD") }));
        await Should.ThrowAsync<InvalidOperationException>(() => Desk.Invoice(draft with { Paid = [new PaymentPart("card", 3333)] }));
        (await Desk.Work((documents, _) => documents.FindInvoice(Purchase, CancellationToken.None))).ShouldBeNull();
    }

    [Fact]
    public async Task A_tax_that_left_the_market_meanwhile_still_is_on_the_invoice()
    {
        var draft = Lead;
        var issued = await Desk.Invoice(draft with { Taxes = [draft.Taxes[0], draft.Taxes[1] with { Code = "hst" }] });

        (await View(issued.Id)).Taxes[1].ShouldSatisfyAllConditions(
            tax => tax.Code.ShouldBe("hst"), tax => tax.Name["fr"].ShouldBe("hst"), tax => tax.Cents.ShouldBe(289));
    }

    private async Task<DocumentView> View(DocumentId id) => (await Billing.Send(Buyer, new GetDocument(id))).Value;
}
