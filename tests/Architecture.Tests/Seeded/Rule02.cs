using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Seeded.Rule02.Alpha.Domain
{
    public sealed class Secret;
}

namespace Seeded.Rule02.Alpha.Contracts
{
    public sealed record Innocent(LeadId Lead, Money Price);

    public sealed record ShowsContext(DbContext Context);

    public sealed record ShowsDomain(IReadOnlyList<Domain.Secret> Secrets);

    internal sealed record Hidden(LeadId Lead);
}
