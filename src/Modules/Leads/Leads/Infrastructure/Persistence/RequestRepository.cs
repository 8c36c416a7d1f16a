using LeadMarket.Kernel;
using LeadMarket.Leads.Application.HomeownerPage;
using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class RequestRepository(LeadsDbContext context) : IRequests
{
    public Task RevokeLinks(LeadId lead, DateTimeOffset at, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"update leads.access_links set revoked_at = {at} where lead_id = {lead.Value} and revoked_at is null",
        cancel);

    public async Task<IReadOnlyList<string>> ConsentsGiven(LeadId lead, CancellationToken cancel) =>
        await context.Set<Consent>().Where(consent => consent.Lead == lead).Select(consent => consent.Key).Distinct().ToListAsync(cancel);

    public Task Keep(ConsentWithdrawal withdrawal, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"""
        insert into leads.consent_withdrawals (lead_id, key, scope, withdrawn_at)
        values ({withdrawal.Lead.Value}, {withdrawal.Key}, {withdrawal.Scope}, {withdrawal.At})
        on conflict do nothing
        """,
        cancel);

    public Task<int> CountProblems(LeadId lead, CancellationToken cancel) =>
        context.Set<Problem>().CountAsync(problem => problem.Lead == lead, cancel);

    public void Add(Problem problem) => context.Add(problem);

    public Task<Outcome?> FindOutcome(LeadId lead, CancellationToken cancel) =>
        context.Set<Outcome>().SingleOrDefaultAsync(outcome => outcome.Lead == lead, cancel);

    public void Add(Outcome outcome) => context.Add(outcome);
}
