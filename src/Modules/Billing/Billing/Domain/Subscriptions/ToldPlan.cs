using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>The plan that others were last told a contractor has.</summary>
internal sealed class ToldPlan
{
    private ToldPlan()
    {
    }

    public ContractorId ContractorId { get; private set; }

    public string Plan { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public static ToldPlan Of(ContractorId contractor, string plan, DateTimeOffset at) => new() { ContractorId = contractor, Plan = plan, ChangedAt = at };

    public void Become(string plan, DateTimeOffset at) => (Plan, ChangedAt) = (plan, at);
}
