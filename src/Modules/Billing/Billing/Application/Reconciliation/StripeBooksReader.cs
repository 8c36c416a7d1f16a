using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Application.Reconciliation;

/// <summary>Reads Stripe's side of the books, whole or not at all.</summary>
internal sealed class StripeBooksReader(IBooksGateway books, IPaymentGateway payments)
{
    /// <param name="before">What something happened to after it is left alone; null: nothing is.</param>
    public async Task<GatewayAnswer<TheirBooks>> Read(DateTimeOffset? since, DateTimeOffset? before, CancellationToken cancel)
    {
        // First, so that whatever happens while the lists are read is known to be moving.
        var touched = before is { } from ? await books.ListTouched(from, cancel) : GatewayAnswer<IReadOnlySet<string>>.Of(new HashSet<string>(StringComparer.Ordinal));
        var checkouts = await books.ListCheckouts(since, cancel);
        var intents = await books.ListPayments(since, cancel);
        var refunds = await books.ListRefunds(since, cancel);
        var disputes = await books.ListDisputes(since, cancel);
        var bills = await books.ListPaidBills(since, cancel);

        return touched.Succeeded(out var moving) && checkouts.Succeeded(out var sessions)
            && intents.Succeeded(out var paid) && refunds.Succeeded(out var given) && disputes.Succeeded(out var disputed) && bills.Succeeded(out var billed)
            ? GatewayAnswer<TheirBooks>.Of(new TheirBooks(
                ById(sessions, session => session.Id), ById(paid, payment => payment.Id), ById(given, refund => refund.Id),
                ById(disputed, dispute => dispute.Id), ById(billed, bill => bill.Id), moving))
            : GatewayAnswer<TheirBooks>.Unknown;
    }

    public static NamedByStripe NamesIn(TheirBooks theirs) => new(
        [.. theirs.Checkouts.Keys],
        // Also those whose refund or dispute is younger than they are.
        [
            .. theirs.Payments.Keys.Union(theirs.Refunds.Values.Select(refund => refund.PaymentIntent).OfType<string>(), StringComparer.Ordinal)
                .Union(theirs.Disputes.Values.Select(dispute => dispute.PaymentIntent).OfType<string>(), StringComparer.Ordinal),
        ],
        [.. theirs.Refunds.Keys], [.. theirs.Disputes.Keys], [.. theirs.Bills.Keys]);

    /// <summary>Asks one by one for what our side has and the lists do not: it may be older than they reach.</summary>
    public async Task<GatewayAnswer<TheirBooks>> Complete(TheirBooks theirs, OurBooks ours, CancellationToken cancel)
    {
        var checkouts = await Fill(
            theirs.Checkouts, ours.Checkouts.Select(checkout => checkout.SessionId), payments.GetCheckout, session => session.Id, cancel);
        var paid = await Fill(theirs.Payments, ours.Payments.Select(payment => payment.PaymentIntent), payments.GetPayment, payment => payment.Id, cancel);
        var given = await Fill(theirs.Refunds, ours.Refunds.Select(refund => refund.StripeId), payments.GetRefund, refund => refund.Id, cancel);
        var disputed = await Fill(theirs.Disputes, ours.Disputes.Select(dispute => dispute.Id), books.GetDispute, dispute => dispute.Id, cancel);
        // A bill may be paid weeks after it was made, long before the lists begin.
        var billed = await Fill(theirs.Bills, ours.Bills.Select(bill => bill.Invoice), books.GetPaidBill, bill => bill.Id, cancel);
        return checkouts is not null && paid is not null && given is not null && disputed is not null && billed is not null
            ? GatewayAnswer<TheirBooks>.Of(theirs with { Checkouts = checkouts, Payments = paid, Refunds = given, Disputes = disputed, Bills = billed })
            : GatewayAnswer<TheirBooks>.Unknown;
    }

    /// <summary>Null when Stripe does not answer for one of them.</summary>
    private static async Task<IReadOnlyDictionary<string, T>?> Fill<T>(
        IReadOnlyDictionary<string, T> known, IEnumerable<string?> wanted, Func<string, CancellationToken, Task<GatewayAnswer<T>>> get,
        Func<T, string> id, CancellationToken cancel)
        where T : class
    {
        var all = new Dictionary<string, T>(known, StringComparer.Ordinal);
        foreach (var missing in wanted.OfType<string>().Where(each => !known.ContainsKey(each)))
        {
            var answer = await get(missing, cancel);
            if (answer.IsUnknown) return null;
            if (answer.Succeeded(out var found)) all[id(found)] = found;
        }

        return all;
    }

    private static Dictionary<string, T> ById<T>(IReadOnlyList<T> items, Func<T, string> id)
    {
        // A list that grows while it is paged through repeats some.
        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items) byId[id(item)] = item;
        return byId;
    }
}
