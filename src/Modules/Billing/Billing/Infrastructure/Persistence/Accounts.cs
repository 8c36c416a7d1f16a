using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Accounts(BillingDbContext db) : IAccounts
{
    public async Task<Account?> Hold(ContractorId contractor, CancellationToken cancel)
    {
        await db.TakeTurn(contractor, cancel);
        return await Find(contractor, cancel);
    }

    public Task<Account?> Find(ContractorId contractor, CancellationToken cancel) =>
        db.Accounts.SingleOrDefaultAsync(account => account.ContractorId == contractor, cancel);

    public void Add(Account account) => db.Accounts.Add(account);
}
