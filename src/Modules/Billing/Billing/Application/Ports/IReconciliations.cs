using LeadMarket.Billing.Contracts;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>What comparing the books has found, run by run.</summary>
internal interface IReconciliations
{
    Task Begin(
        Guid run, DateTimeOffset startedAt, DateTimeOffset? since, IReadOnlyDictionary<string, int> compared, IReadOnlyList<Difference> differences,
        CancellationToken cancel);

    /// <summary>Adds to a run and ends it; one that has ended is answered as it is, and null when there is none.</summary>
    Task<ReconciliationReport?> Close(
        Guid run, string what, int compared, IReadOnlyList<Difference> differences, DateTimeOffset at, CancellationToken cancel);
}
