using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Subscriptions.Catalogue;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary><c>/v1/subscriptions</c>: list, change, cancel. They begin at a Checkout.</summary>
internal static class Subscriptions
{
    public static Task<StripeAnswer> List(StripeCall call)
    {
        var list = new StripeList(call, Kinds.Subscription).Matching("customer");
        if (call.Form.Text("price") is { } price) list.Where("o.body #>> '{items,data,0,price,id}' = @price", "price", price);
        switch (call.Form.OneOf("status", "active", "past_due", "canceled", "incomplete", "incomplete_expired", "trialing", "unpaid", "paused", "all", "ended"))
        {
            case null:
                list.Where("o.body ->> 'status' <> @gone", "gone", "canceled");
                break;
            case "all":
                break;
            case "ended":
                list.Where("o.body ->> 'status' = @status", "status", "canceled");
                break;
            case var status:
                list.Where("o.body ->> 'status' = @status", "status", status);
                break;
        }

        return list.Answer();
    }

    public static async Task<StripeAnswer> Update(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var account = await Account.Hold(ledger, call.Id);
        var behavior = form.OneOf("payment_behavior", "allow_incomplete", "pending_if_incomplete", "error_if_incomplete") ?? "allow_incomplete";
        form.Ignore("off_session");
        if (account.IsCanceled && new[] { "items", "cancel_at", "cancel_at_period_end", "default_payment_method", "default_tax_rates" }.Any(form.Has))
            return StripeAnswer.InvalidRequest(code: null, "A canceled subscription can only update its cancellation_details and metadata.", param: null);
        if (behavior is "pending_if_incomplete") RefuseBesidePending(form);

        var change = await PlanChange.Read(form, ledger, account);
        var endsWithPeriod = form.Boolean("cancel_at_period_end");
        if (endsWithPeriod is not null && form.Has("cancel_at"))
            throw StripeRefusal.Invalid(code: null, "Received both cancel_at and cancel_at_period_end parameters. Please pass in only one.", "cancel_at");
        var dropsEnd = form.Unsets("cancel_at");
        await Change(form, ledger, account);
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        if (await change.Apply(ledger, account, behavior) is { } refused) throw new StripeRefusal(refused);
        if (endsWithPeriod is true && !account.EndsWithPeriod) Endings.CancelWithPeriod(ledger, account);
        if ((endsWithPeriod is false || dropsEnd) && account.EndsWithPeriod) Endings.Resume(account);
        await account.Close(ledger);
        return StripeAnswer.Ok(await expansion.Apply(account.Subscription, call));
    }

    public static async Task<StripeAnswer> Cancel(StripeCall call)
    {
        var (form, ledger) = (call.Form, call.Ledger);
        var (prorates, invoicesNow) = (form.Boolean("prorate") ?? false, form.Boolean("invoice_now") ?? false);
        var account = await Account.Hold(ledger, call.Id);
        if (account.IsCanceled) throw StripeRefusal.NoSuch("subscription", call.Id, "id");
        Details(form, account);
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        if (prorates && ledger.Now < account.PeriodEnd) await PendingItems.Add(ledger, account, Proration.Unused(account, ledger.Now));
        if (invoicesNow && await PendingItems.Of(ledger, account) is { Count: > 0 } waiting)
            await Collection.Automatically(ledger, account, await Issuing.Issue(ledger, account, waiting, "subscription_update"), retryAt: null);
        await Endings.Cancel(ledger, account, "cancellation_requested");
        await account.Close(ledger);
        return StripeAnswer.Ok(await expansion.Apply(account.Subscription, call));
    }

    private static async Task Change(StripeForm form, StripeLedger ledger, Account account)
    {
        var body = account.Subscription.Body;
        if (form.Unsets("default_payment_method")) body["default_payment_method"] = null;
        else if (form.Text("default_payment_method") is { } card) body["default_payment_method"] = await Owned(ledger, card, account.Customer.Id);
        if (form.Has("default_tax_rates")) body["default_tax_rates"] = await TaxRates.Named(form, "default_tax_rates", ledger);
        form.MergeMetadata(body["metadata"]!.AsObject());
        Details(form, account);
    }

    private static void Details(StripeForm form, Account account)
    {
        var given = form.Group("cancellation_details");
        var kept = account.Subscription.Body["cancellation_details"]!;
        if (given.Text("comment") is { } comment) kept["comment"] = comment;
        if (given.OneOf("feedback", "customer_service", "low_quality", "missing_features", "other", "switched_service",
            "too_complex", "too_expensive", "unused") is { } feedback) kept["feedback"] = feedback;
    }

    private static async Task<string> Owned(StripeLedger ledger, string card, string customer)
    {
        var kept = await ledger.Get(Kinds.PaymentMethod, card, "default_payment_method");
        return string.Equals(kept.Text("customer"), customer, StringComparison.Ordinal) ? kept.Id : throw StripeRefusal.Invalid(
            "resource_missing", $"The customer does not have a payment method with the ID {card}.", "default_payment_method");
    }

    private static void RefuseBesidePending(StripeForm form)
    {
        foreach (var name in new[] { "cancel_at", "cancel_at_period_end", "metadata", "default_payment_method", "default_tax_rates", "cancellation_details" })
        {
            if (form.Has(name))
                throw StripeRefusal.Invalid(code: null, $"You cannot pass `{name}` when `payment_behavior` is set to `pending_if_incomplete`.", name);
        }
    }
}
