using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>How every end of a request begins.</summary>
internal static class OffMarket
{
    /// <summary>Lets no more buyers in to a lead of the homeowner who asks.</summary>
    public static async Task<Result> TakeOffMarket(this IMediator modules, LeadId lead, CancellationToken cancel)
    {
        // Their own, or it does not exist; asked before anything is touched.
        var own = await modules.Send(new GetRequest(lead), cancel);
        return own.IsFailure ? own.Error : await modules.Send(new WithdrawListingCommand(lead), cancel);
    }
}
