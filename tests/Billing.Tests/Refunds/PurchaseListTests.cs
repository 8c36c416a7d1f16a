using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Refunds;

public sealed class PurchaseListTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    [Fact]
    public async Task Staff_see_all_that_happened_to_the_money()
    {
        var intent = await PaidWithCredits(1334);
        await GivenBack("return", cents: 500);

        var money = (await Billing.Send(Actor.Staff, new GetPurchaseMoney(Purchase))).Value;

        (money.ByCard.Cents, money.ByCredit.Cents, money.Refundable.Cents, money.PaymentIntent).ShouldBe((2000, 1334, 2834, intent));
        (money.Summary.Settled.Cents, money.Summary.Refunded.Cents, money.Summary.Company).ShouldBe((Price, 500, BilledTo.Company));
        money.Summary.Label.ShouldBe(Label.In("fr"));
        money.BilledTo.ShouldBe(BilledTo);
        var refund = money.Refunds.ShouldHaveSingleItem();
        (refund.Cause, refund.Way, refund.Amount.Cents, refund.State, refund.Owed).ShouldBe(("return", RefundWay.Card, 500, "succeeded", false));
        money.Documents.Select(document => document.Kind).ShouldBe([DocumentKind.Invoice, DocumentKind.CreditNote]);
        money.Summary.Invoice.ShouldBe(money.Documents[0].Number);
        money.Dispute.ShouldBeNull();
    }

    [Fact]
    public async Task A_purchase_is_found_by_whatever_an_operator_has_in_hand()
    {
        var intent = await Paid();
        await GivenBack(cents: 100);
        var invoice = (await Found(Purchase.ToString())).ShouldHaveSingleItem().Invoice!;

        foreach (var words in new[] { intent, RefundOf(intent).Id, invoice, invoice.ToLowerInvariant(), Stripe.SessionOf(Purchase).Id })
            (await Found(words)).Select(item => item.Purchase).ShouldContain(Purchase, words);
        (await Found("buyer@example")).ShouldNotBeEmpty();
        (await Found("tremblay INC")).ShouldNotBeEmpty();
        foreach (var words in new[] { "nothing of ours", "%", "_", "\\", "' or 1=1 --", new string('x', 500), "\0" }) (await Found(words)).ShouldBeEmpty(words);
    }

    [Fact]
    public async Task Filters_and_pages_cover_every_purchase_once()
    {
        await Paid();
        await GivenBack(cents: 100);
        (await Everything("refund")).ShouldContain(Purchase);
        (await Everything("dispute")).ShouldNotContain(Purchase);
        (await Everything("failed")).ShouldNotContain(Purchase);

        Stripe.Refunds[RefundOf(await IntentOf()).Id] = RefundOf(await IntentOf()) with { State = RefundState.Failed };
        await Hear("refund.failed", RefundOf(await IntentOf()).Id);
        (await Everything("failed")).ShouldContain(Purchase);

        var all = await Everything(null);
        all.ShouldBeUnique();
        all.ShouldContain(Purchase);
        all.Count.ShouldBe((await Billing.Send(Actor.Staff, new ListPurchases())).Value.Total);
    }

    [Fact]
    public async Task Contractors_see_none_of_it()
    {
        await Paid();

        (await Billing.Send(Actor.Contractor(new ContractorId(Guid.CreateVersion7())), new ListPurchases())).Value.Items.ShouldBeEmpty();
        (await Billing.Send(Actor.Staff, new GetPurchaseMoney(new PurchaseId(Guid.CreateVersion7())))).Error.Code.ShouldBe("billing.purchase-not-found");
    }

    private Task<string> IntentOf() => Billing.Truth<string>("select payment_intent from billing.payments where purchase_id = @id", new { id = Purchase.Value });

    private async Task<IReadOnlyList<PurchaseSummary>> Found(string search) => (await Billing.Send(Actor.Staff, new ListPurchases(search))).Value.Items;

    private async Task<List<PurchaseId>> Everything(string? only)
    {
        var all = new List<PurchaseId>();
        string? cursor = null;
        do
        {
            var page = (await Billing.Send(Actor.Staff, new ListPurchases(Only: only, Cursor: cursor))).Value;
            all.AddRange(page.Items.Select(item => item.Purchase));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }
}
