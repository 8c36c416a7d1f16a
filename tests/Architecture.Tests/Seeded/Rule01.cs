using LeadMarket.Kernel;

namespace Seeded.Rule01.Leads.Contracts
{
    public sealed record GetContact(LeadId Lead) : IQuery<string>;
}

namespace Seeded.Rule01.Notifications.Application
{
    internal sealed class AsksForTheContact
    {
        public object Ask(LeadId lead) => new Leads.Contracts.GetContact(lead);
    }
}
