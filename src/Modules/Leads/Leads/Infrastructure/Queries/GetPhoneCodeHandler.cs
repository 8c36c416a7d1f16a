using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;

namespace LeadMarket.Leads.Infrastructure.Queries;

internal sealed class GetPhoneCodeHandler(ReadSide<LeadsDbContext> read, TimeProvider clock) : IQueryHandler<GetPhoneCode, PhoneCode>
{
    // Staff who vouch leave no code behind: the lead itself says that its telephone is verified.
    private const string Sql = """
        select case when l.verified_at is not null then 'verified' else coalesce(p.state, 'none') end as state,
            l.status, right(c.phone, 2) as phoneEnding, p.rounds, p.sends, p.checks, p.resend_at as resendAt, p.expires_at as expiresAt
        from leads.leads l
        join leads.contacts c on c.lead_id = l.id
        left join leads.phone_codes p on p.lead_id = l.id
        where l.id = @lead
        """;

    public async Task<Result<PhoneCode>> Handle(GetPhoneCode request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QuerySingleOrDefaultAsync<Row>(Sql, new { lead = request.Lead.Value }), cancellationToken);
        return row is null ? LeadErrors.LeadNotFound : row.ToPhoneCode(request.Lead, clock.GetUtcNow());
    }

    private sealed record Row(
        string State, string Status, string PhoneEnding, int? Rounds, int? Sends, int? Checks, DateTimeOffset? ResendAt, DateTimeOffset? ExpiresAt)
    {
        public PhoneCode ToPhoneCode(LeadId lead, DateTimeOffset at)
        {
            if (Rounds is null || State is "verified")
                return new PhoneCode(lead, State, Status, PhoneEnding, PhoneCodeRound.MostSends, PhoneCodeRound.MostChecks, ResendAt: null, ExpiresAt: null);

            var round = new PhoneCodeRound(Rounds.Value, Sends!.Value, Checks!.Value, ResendAt!.Value, ExpiresAt!.Value);
            return new PhoneCode(
                lead, State, Status, PhoneEnding, round.SendsLeft(at), round.ChecksLeft(at), round.NextSendAt(at),
                // Nothing was sent that could end.
                ExpiresAt: round.Sends == 0 ? null : ExpiresAt);
        }
    }
}
