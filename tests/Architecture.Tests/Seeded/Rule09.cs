namespace Seeded.Rule09.Alpha
{
    // Allowed: registration is where a port gets its implementation.
    public static class AlphaModule
    {
        public static object Add() => new Infrastructure.Acme.AcmeClient();
    }
}

namespace Seeded.Rule09.Alpha.Infrastructure.Acme
{
    internal sealed class AcmeClient;
}

namespace Seeded.Rule09.Alpha.Infrastructure.Persistence
{
    internal sealed class Charges
    {
        public object Client() => new Acme.AcmeClient();
    }
}
