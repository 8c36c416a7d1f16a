using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary><c>/v1/invoices</c>: list, pay, void. Only subscriptions make them.</summary>
internal static class Invoices
{
    public static Task<StripeAnswer> List(StripeCall call)
    {
        var list = new StripeList(call, Kinds.Invoice).Matching("customer");
        if (call.Form.Text("subscription") is { } subscription)
            list.Where("o.body #>> '{parent,subscription_details,subscription}' = @subscription", "subscription", subscription);
        if (call.Form.OneOf("status", "draft", "open", "paid", "uncollectible", "void") is { } status)
            list.Where("o.body ->> 'status' = @status", "status", status);
        if (call.Form.OneOf("collection_method", "charge_automatically", "send_invoice") is { } method)
            list.Where("o.body ->> 'collection_method' = @method", "method", method);
        return list.Answer();
    }

    public static async Task<StripeAnswer> Lines(StripeCall call)
    {
        call.Form.Ignore("limit", "starting_after", "ending_before");
        call.Form.RefuseUnknown();
        return StripeAnswer.Ok((await call.Ledger.Get(Kinds.Invoice, call.Id)).Body["lines"]!.DeepClone());
    }

    public static async Task<StripeAnswer> Pay(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var (method, offSession) = (form.Text("payment_method"), form.Boolean("off_session") ?? true);
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        var (account, invoice) = await Hold(ledger, call.Id);
        if (invoice.Text("status") is not "open" and var status) return NotOpen(status);
        var card = method is null ? await Cards.Find(ledger, account) : await Cards.Given(ledger, method, account);
        var refusal = await Collection.OnDemand(ledger, account, invoice, card, offSession);
        await account.Close(ledger);
        return refusal ?? StripeAnswer.Ok(await expansion.Apply(invoice, call));
    }

    public static async Task<StripeAnswer> Void(StripeCall call)
    {
        var expansion = Expansion.Read(call.Form);
        call.Form.RefuseUnknown();

        var (account, invoice) = await Hold(call.Ledger, call.Id);
        if (invoice.Text("status") is not "open" and var status) return NotOpen(status);
        if (PendingUpdates.IsFor(account, invoice)) await PendingUpdates.Drop(call.Ledger, account);
        else await Issuing.Void(call.Ledger, account, invoice);
        await Dunning.Recover(call.Ledger, account);
        await account.Close(call.Ledger);
        return StripeAnswer.Ok(await expansion.Apply(await call.Ledger.Get(Kinds.Invoice, invoice.Id), call));
    }

    /// <summary>The invoice with its subscription and customer, all held: whoever pays it first settles it.</summary>
    public static async Task<(Account Account, StripeObject Invoice)> Hold(StripeLedger ledger, string id)
    {
        var found = await ledger.Get(Kinds.Invoice, id);
        var account = await Account.Hold(ledger, found.Body["parent"]!["subscription_details"]!["subscription"]!.GetValue<string>());
        return (account, await ledger.GetLocked(Kinds.Invoice, id, "invoice"));
    }

    private static StripeAnswer NotOpen(string? status) => status is "paid"
        ? StripeAnswer.InvalidRequest("invoice_already_paid", "Invoice is already paid", param: null)
        : StripeAnswer.InvalidRequest("invoice_not_open", $"This invoice has the status {status} and cannot be paid or voided.", param: null);
}
