using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Subscriptions.Bills;

/// <summary>Enters a paid bill: the payment, the ledger and our own invoice, in one transaction.</summary>
internal sealed class BillBooks(
    ICatalogue catalogue, IPayments payments, ILedger ledger, IDocuments documents, IAlarms alarms, Market market)
{
    public async Task Book(Bill said, PlanBill bill, Subscription subscription, DateTimeOffset now, CancellationToken cancel)
    {
        var at = said.PaidAt ?? now;
        // Also when the page it came of was given up: that subscription is cancelled, and never linked.
        if (subscription.StripeId != said.Subscription) await HoldInSuspense(said, bill, at, cancel);
        else await Sell(said, bill, subscription, at, cancel);
    }

    private async Task Sell(Bill said, PlanBill bill, Subscription subscription, DateTimeOffset at, CancellationToken cancel)
    {
        var known = await catalogue.Read(cancel);
        if (said.Payments is [var payment, ..]) await Keep(payment, said, bill, accepted: true, at, cancel);
        await ledger.Post(BillBooking.Sale(said, bill.ContractorId, known, at), cancel);

        var taxes = BillBooking.Taxes(said.Taxes, known, said.Currency);
        if (taxes is null || said.Payments.Count > 1 || BillBooking.Unexplained(said) != 0 || said.Lines.Sum(line => line.Cents) != said.SubtotalCents)
        {
            // No invoice of ours is better than one that says something else than was charged.
            await alarms.Raise("payment-mismatch", said.Id, "A plan's bill has a tax, a payment or a line that we cannot explain.", bill.PurchaseId, cancel);
            return;
        }

        // Nothing to pay makes no invoice: the next one shows what the balance paid of it. See docs/decisions/0009.
        if (said.TotalCents > 0) await documents.IssueInvoice(Draft(said, bill, subscription, known, taxes, at), cancel);
    }

    private InvoiceDraft Draft(
        Bill said, PlanBill bill, Subscription subscription, PlanCatalogue known, IReadOnlyList<TaxLine> taxes, DateTimeOffset at) => new(
        bill.PurchaseId, bill.ContractorId, DocumentSubject.Plan, subscription.Terms.BilledTo, subscription.Terms.Locale,
        BillWording.Lines(said.Lines, known, market), new Money(said.SubtotalCents - said.NetCents, said.Currency), taxes,
        new Money(said.TotalCents, said.Currency),
        [.. new[] { new PaymentPart("card", said.CardCents), new PaymentPart("balance", said.BalanceCents) }.Where(part => part.Cents != 0)], at);

    private async Task HoldInSuspense(Bill said, PlanBill bill, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var payment in said.Payments)
        {
            await Keep(payment, said, bill, accepted: false, at, cancel);
            await ledger.Post(BillBooking.Suspense(said, payment, bill.ContractorId, at), cancel);
        }

        await ledger.Post(BillBooking.SuspendedBalance(said, bill.ContractorId, at), cancel);

        var paid = string.Create(CultureInfo.InvariantCulture, $"{said.CardCents} cents by card and {said.BalanceCents} from the customer's balance");
        await alarms.Raise(
            "second-payment", said.Id, $"Second subscription {said.Subscription} was paid {paid}; give it back at Stripe.", bill.PurchaseId, cancel);
    }

    private async Task Keep(BillPayment payment, Bill said, PlanBill bill, bool accepted, DateTimeOffset at, CancellationToken cancel)
    {
        if (await payments.Find(payment.PaymentIntent, cancel) is not null) return;
        payments.Add(Payment.Capture(
            payment.PaymentIntent, bill.PurchaseId, bill.ContractorId, new Money(payment.Cents, said.Currency), accepted, at));
    }
}
