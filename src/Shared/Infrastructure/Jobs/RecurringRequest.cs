using LeadMarket.Kernel;

namespace LeadMarket.Infrastructure.Jobs;

/// <summary>A request that a module wants sent again and again. The module knows nothing of the scheduler.</summary>
/// <param name="Name">Stable, <c>module.what-it-does</c>; the scheduler's key for it.</param>
/// <param name="Every">Short: what is due is row data, the job only looks.</param>
public sealed record RecurringRequest(string Name, TimeSpan Every, Func<IProcess> Request);
