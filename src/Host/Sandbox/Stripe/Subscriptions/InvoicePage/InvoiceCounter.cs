using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.PaymentPage;

namespace LeadMarket.Sandbox.Stripe.Subscriptions.InvoicePage;

/// <param name="Invoice">As it stands afterwards; <c>null</c> when there is none of that id.</param>
/// <param name="Asks">Whether its payment waits for the card's owner to confirm it with their bank.</param>
internal sealed record InvoiceView(StripeObject? Invoice, bool Asks, PaymentProblem? Problem = null);

/// <summary>Takes payments for open invoices on their hosted page.</summary>
internal sealed class InvoiceCounter(LedgerBook book, SandboxClock clock)
{
    public Task<InvoiceView> Show(string id) => book.Write(async ledger => await View(ledger, await ledger.Find(Kinds.Invoice, id)));

    public Task<InvoiceView> Pay(string id, CardForm form) => book.Write(async ledger =>
    {
        if (await ledger.Find(Kinds.Invoice, id) is null) return new(Invoice: null, Asks: false);
        var (account, invoice) = await Invoices.Hold(ledger, id);
        if (invoice.Text("status") is not "open") return await View(ledger, invoice);
        if (form.Problem(clock.GetUtcNow()) is { } problem) return await View(ledger, invoice, problem);
        if (TestCards.ByNumber(form.Digits) is not { } card) return await View(ledger, invoice, PaymentProblem.NotATestCard);

        var method = await PaymentMethods.Keep(ledger, card, customer: null, form.Name, form.Expires);
        return await Charge(ledger, account, invoice, new Card(method, card), authenticated: false);
    });

    /// <summary>The card's owner has confirmed the payment with their bank, or has not.</summary>
    public Task<InvoiceView> Confirm(string id, bool confirmed) => book.Write(async ledger =>
    {
        if (await ledger.Find(Kinds.Invoice, id) is null) return new(Invoice: null, Asks: false);
        var (account, invoice) = await Invoices.Hold(ledger, id);
        if (await Waiting(ledger, invoice) is not { } intent) return await View(ledger, invoice);
        if (!confirmed)
        {
            await Charging.FailAuthentication(ledger, intent);
            return await View(ledger, invoice, PaymentProblem.NotAuthenticated);
        }

        var (method, card) = await PaymentMethods.Resolve(ledger, intent.Text("payment_method")!, account.Customer.Id);
        return await Charge(ledger, account, invoice, new Card(method, card), authenticated: true);
    });

    private static async Task<InvoiceView> Charge(StripeLedger ledger, Account account, StripeObject invoice, Card card, bool authenticated)
    {
        var refusal = await Collection.OnDemand(ledger, account, invoice, card, offSession: false, authenticated);
        await account.Close(ledger);
        var view = await View(ledger, invoice);
        return refusal is null || view.Asks ? view : view with { Problem = Problems.Of(refusal) };
    }

    private static async Task<InvoiceView> View(StripeLedger ledger, StripeObject? invoice, PaymentProblem? problem = null) =>
        new(invoice, invoice is not null && await Waiting(ledger, invoice) is not null, problem);

    private static async Task<StripeObject?> Waiting(StripeLedger ledger, StripeObject invoice) =>
        invoice.Text("status") is "open" && invoice.Details["intent"]?.GetValue<string>() is { } id
        && await ledger.Lock(Kinds.Intent, id) is { } intent && intent.Text("status") is "requires_action" ? intent : null;
}
