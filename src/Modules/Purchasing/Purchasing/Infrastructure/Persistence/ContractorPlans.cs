using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Plans;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

internal sealed class ContractorPlans(PurchasingDbContext context) : IContractorPlans
{
    // One statement: two pieces of news at once must not each find the other's absence.
    public Task Adopt(ContractorId contractor, string plan, DateTimeOffset asOf, CancellationToken cancel) => context.Database.ExecuteSqlAsync($"""
        update purchasing.contractors set plan = {plan}, plan_since = {asOf}
        where id = {contractor.Value} and (plan_since is null or plan_since <= {asOf})
        """, cancel);

    public Task NoteAsked(ContractorId contractor, DateTimeOffset at, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"update purchasing.contractors set plan_asked_at = {at} where id = {contractor.Value}", cancel);
}
