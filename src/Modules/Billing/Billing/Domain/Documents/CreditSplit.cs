namespace LeadMarket.Billing.Domain.Documents;

/// <summary>What each line, the discount and each tax of an invoice get back when a part of its total goes back.</summary>
/// <remarks>Reckoned on everything given back so far, less what was given back before. So credit notes that add up to an invoice
/// reverse each of its lines to the cent, however many they are, whatever their sizes and whatever the rounding of each.</remarks>
internal static class CreditSplit
{
    /// <param name="invoice">What was billed.</param>
    /// <param name="already">Cents of its total that earlier credit notes gave back.</param>
    /// <param name="cents">What goes back now, taxes included.</param>
    /// <returns>Amounts whose total is <paramref name="cents"/>, none of the other sign than on the invoice.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing goes back, or more than is left.</exception>
    public static DocumentAmounts Of(DocumentAmounts invoice, long already, long cents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(already);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cents);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(already + cents, invoice.Total, nameof(cents));
        return Given(invoice, already + cents).Less(Given(invoice, already));
    }

    // Every step takes a share that grows by at most a cent with each cent of what it is taken from. So what one step leaves to the
    // next never shrinks either, and no later credit note can take back what an earlier one gave: rounding all taxes by themselves could.
    private static DocumentAmounts Given(DocumentAmounts invoice, long total)
    {
        var tax = Share(invoice.Tax, total, invoice.Total);
        var net = total - tax;
        var discount = Share(invoice.Discount, net, invoice.Net);
        return new DocumentAmounts(Lines(invoice, net + discount), discount, InTurn(invoice.Taxes, tax));
    }

    // Unused time that a change of plan took off the bill behaves as a discount does: it is reversed with what it was taken off.
    private static long[] Lines(DocumentAmounts invoice, long subtotal)
    {
        long[] added = [.. invoice.Lines.Select(cents => Math.Max(cents, 0))];
        long[] taken = [.. invoice.Lines.Select(cents => Math.Max(-cents, 0))];
        var off = Share(taken.Sum(), subtotal, invoice.Subtotal);
        return [.. InTurn(added, subtotal + off).Zip(InTurn(taken, off), (plus, minus) => plus - minus)];
    }

    // Each part takes its share of what the parts before it left.
    private static long[] InTurn(IReadOnlyList<long> parts, long given)
    {
        var shares = new long[parts.Count];
        var (rest, left) = (parts.Sum(), given);
        for (var i = 0; i < parts.Count; i++)
        {
            shares[i] = Share(parts[i], left, rest);
            (rest, left) = (rest - parts[i], left - shares[i]);
        }

        return shares;
    }

    // amount × part ÷ whole, half a cent up. Nothing is left to share out of a whole of nothing.
    private static long Share(long amount, long part, long whole) =>
        whole == 0 ? 0 : (long)((((Int128)amount * part * 2) + whole) / ((Int128)whole * 2));
}
