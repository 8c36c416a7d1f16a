using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Ledger;

namespace LeadMarket.Sandbox.Stripe.Outcomes;

/// <summary>Settles debits and refunds and opens disputes when their time has come, by the Sandbox's clock.</summary>
internal sealed class OutcomeWorker(LedgerBook book, ILogger<OutcomeWorker> log)
    : SandboxWorker(TimeProvider.System, TimeSpan.FromMilliseconds(200), log)
{
    private const int Batch = 50;

    protected override async Task<bool> Work(CancellationToken stopping)
    {
        var due = await Happening.Due(book, Batch);
        foreach (var awaiting in due)
        {
            if (stopping.IsCancellationRequested) return false;
            await Happening.Now(book, awaiting);
        }

        return due.Count == Batch;
    }
}
