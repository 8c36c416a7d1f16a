using Microsoft.EntityFrameworkCore;

namespace Seeded.Rule10.Alpha.Infrastructure
{
    internal sealed class FirstContext : DbContext;

    internal sealed class SecondContext : DbContext;
}

namespace Seeded.Rule10.Beta.Infrastructure
{
    public class OpenContext : DbContext;
}

namespace Seeded.Rule10.Gamma.Domain
{
    internal sealed class HasNoContext;
}
