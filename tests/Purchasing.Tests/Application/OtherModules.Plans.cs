using System.Collections.Concurrent;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Billing's plans: everybody is on the first, until a test says otherwise.</summary>
internal sealed partial class OtherModules : IRequestHandler<GetPlan, Result<PlanView>>
{
    public ConcurrentDictionary<ContractorId, string> Plans { get; } = new();

    /// <summary>Billing answers nothing for them.</summary>
    public ContractorId? RefusedPlan { get; set; }

    /// <summary>Happens once, after Billing has looked and before its answer arrives.</summary>
    public Func<Task>? WhileAskedForPlan { get; set; }

    public async Task<Result<PlanView>> Handle(GetPlan request, CancellationToken cancellationToken)
    {
        if (request.Contractor == RefusedPlan) return Error.Conflict("billing.unknown-plan");
        var plan = new PlanView(Plans.GetValueOrDefault(request.Contractor, "free"), Subscription: null);
        if (WhileAskedForPlan is not { } meanwhile) return plan;
        WhileAskedForPlan = null;
        await meanwhile();
        return plan;
    }

    private void ForgetPlans()
    {
        Plans.Clear();
        RefusedPlan = null;
        WhileAskedForPlan = null;
    }
}
