using LeadMarket.Kernel;
using LeadMarket.Leads.Application.PhoneCodes;
using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class PhoneCodeRepository(LeadsDbContext context) : IPhoneCodes
{
    public Task<PhoneCodeAttempts?> Find(LeadId lead, CancellationToken cancel) =>
        context.Set<PhoneCodeAttempts>().SingleOrDefaultAsync(attempts => attempts.Lead == lead, cancel);

    public void Add(PhoneCodeAttempts attempts) => context.Add(attempts);
}
