using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Ledger;

namespace LeadMarket.Billing.Tests.Persistence;

/// <summary>When a host is to die in the middle of a transaction: right after it has posted.</summary>
internal sealed class LedgerFaults
{
    /// <summary>Asked at each post.</summary>
    public Func<bool>? Strike { get; set; }
}

/// <summary>The real ledger on a host that may die before it commits.</summary>
internal sealed class FaultyLedger(ILedger ledger, LedgerFaults faults) : ILedger
{
    public async Task<bool> Post(LedgerEntry entry, CancellationToken cancel)
    {
        var posted = await ledger.Post(entry, cancel);
        if (faults.Strike?.Invoke() ?? false) throw new HostDied();
        return posted;
    }

    public Task Keep(LedgerCheckView check, CancellationToken cancel) => ledger.Keep(check, cancel);
}

internal sealed class HostDied : Exception;
