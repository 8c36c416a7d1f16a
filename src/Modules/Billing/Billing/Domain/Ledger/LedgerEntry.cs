using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Ledger;

/// <summary>One fact in the books: lines that add up to zero. Never changed; a mistake is reversed by another entry.</summary>
/// <remarks>One cause has one entry, which is what makes posting it again harmless: <c>payment:pi_…</c>, <c>refund:…</c>.</remarks>
internal sealed class LedgerEntry
{
    private readonly List<LedgerLine> _lines = [];

    private LedgerEntry(string cause, ContractorId? contractor, string currency, DateTimeOffset at, string? note) =>
        (Id, Cause, Contractor, Currency, OccurredAt, Note) = (Guid.CreateVersion7(at), cause, contractor, currency, at, note);

    public Guid Id { get; }

    public string Cause { get; }

    /// <summary>Whose money it is about; absent for the house's own, such as a payout.</summary>
    public ContractorId? Contractor { get; }

    public string Currency { get; }

    public DateTimeOffset OccurredAt { get; }

    /// <summary>An operator's words, shown to the contractor.</summary>
    public string? Note { get; }

    public IReadOnlyList<LedgerLine> Lines => _lines;

    /// <summary>Begins an entry; add its lines, then post it.</summary>
    public static LedgerEntry For(string cause, ContractorId? contractor, string currency, DateTimeOffset at, string? note = null) =>
        new(cause, contractor, currency, at, note);

    /// <summary>Adds to what we own, or lowers what we owe. Zero adds nothing; a negative amount is the opposite.</summary>
    public LedgerEntry Debit(string account, long cents)
    {
        if (cents != 0) _lines.Add(new LedgerLine(account, cents));
        return this;
    }

    /// <summary>Lowers what we own, or adds to what we owe. Zero adds nothing; a negative amount is the opposite.</summary>
    public LedgerEntry Credit(string account, long cents) => Debit(account, -cents);

    /// <summary>Throws when it does not add up: that is a bug, and nothing may be written of it.</summary>
    public void ThrowIfUnbalanced()
    {
        if (_lines.Sum(line => line.Cents) != 0) throw new InvalidOperationException($"Ledger entry {Cause} does not add up to zero.");
    }
}

/// <param name="Cents">Positive for a debit, negative for a credit; never zero.</param>
internal sealed record LedgerLine(string Account, long Cents);
