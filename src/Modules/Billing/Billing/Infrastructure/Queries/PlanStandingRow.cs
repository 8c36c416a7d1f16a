using Dapper;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using Npgsql;

namespace LeadMarket.Billing.Infrastructure.Queries;

/// <summary>What a contractor's rights follow from.</summary>
internal sealed record PlanStandingRow(string? Gift, string? State, string? Plan, DateTimeOffset? PastDueSince)
{
    public static async Task<PlanStandingRow> Read(NpgsqlConnection db, ContractorId contractor) =>
        await db.QuerySingleAsync<PlanStandingRow>(
            """
            select account.plan as "Gift", subscription.state as "State", subscription.plan as "Plan", subscription.past_due_since as "PastDueSince"
            from (select cast(@contractor as uuid) as contractor_id) asked
            left join billing.accounts account using (contractor_id)
            left join billing.subscriptions subscription on subscription.contractor_id = asked.contractor_id and subscription.state <> 'ended'
            """,
            new { contractor = contractor.Value });

    /// <summary>The plan that is paid for, while it gives rights.</summary>
    public string? Rights(TimeSpan grace, DateTimeOffset now) => (State, Plan) is ({ } state, { } plan)
        ? PlanRights.Of(SubscriptionStates.Read(state), plan, PastDueSince, grace, now)
        : null;
}
