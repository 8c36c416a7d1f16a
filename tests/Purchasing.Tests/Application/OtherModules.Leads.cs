using System.Collections.Concurrent;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using MediatR;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Leads as its Contracts promise it: every lead is there, until a test says otherwise.</summary>
internal sealed partial class OtherModules :
    IRequestHandler<GetLeadContact, Result<LeadContact>>, IRequestHandler<GetRequest, Result<RequestView>>,
    IRequestHandler<CloseLead, Result>, IRequestHandler<WithdrawLead, Result>, IRequestHandler<EraseLead, Result>,
    IRequestHandler<NoteBuyerWithdrawn, Result>, IRequestHandler<RecordSales, Result>
{
    private static readonly Error LeadNotFound = Error.NotFound("leads.lead-not-found");

    /// <summary>Leads that this homeowner does not have.</summary>
    public ConcurrentDictionary<LeadId, bool> NotTheirs { get; } = new();

    public ConcurrentDictionary<LeadId, string> Endings { get; } = new();

    public ConcurrentDictionary<LeadId, DateTimeOffset> Erased { get; } = new();

    /// <summary>Unlocks whose withdrawal is kept as proof.</summary>
    public ConcurrentDictionary<UnlockId, LeadId> Noted { get; } = new();

    /// <summary>What Leads was told last of each lead's sales.</summary>
    public ConcurrentDictionary<LeadId, (int Sold, int Capacity)> Sales { get; } = new();

    /// <summary>Happens once, before Leads does what it is asked to.</summary>
    public Func<Task>? BeforeLeadsActs { get; set; }

    public async Task<Result<LeadContact>> Handle(GetLeadContact request, CancellationToken cancellationToken) =>
        Erased.ContainsKey(request.Lead) ? LeadNotFound : await Task.FromResult(Samples.Homeowner);

    public Task<Result<RequestView>> Handle(GetRequest request, CancellationToken cancellationToken) => Answer<RequestView>(() =>
        NotTheirs.ContainsKey(request.Lead)
            ? LeadNotFound
            : new RequestView(
                request.Lead, Endings.GetValueOrDefault(request.Lead, "listed"), false, false, false, "ev-charger", "montreal", "Plateau Mont-Royal", "H2X", "under-5000",
                "now", new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), 3, "fr", Samples.Noon, Samples.Noon, null,
                Erased.TryGetValue(request.Lead, out var at) ? at : null, null, [], null, null, []));

    public Task<Result> Handle(CloseLead request, CancellationToken cancellationToken) => Act(request.Lead, () =>
        Endings.TryAdd(request.Lead, "closed") || Endings[request.Lead] is "closed" ? Result.Success : Error.Conflict("leads.illegal-move"));

    public Task<Result> Handle(WithdrawLead request, CancellationToken cancellationToken) => Act(request.Lead, () =>
    {
        Endings[request.Lead] = "withdrawn";
        return Result.Success;
    });

    public Task<Result> Handle(EraseLead request, CancellationToken cancellationToken) => Act(request.Lead, () =>
    {
        Endings[request.Lead] = "withdrawn";
        Erased.TryAdd(request.Lead, Samples.Noon);
        return Result.Success;
    });

    public Task<Result> Handle(NoteBuyerWithdrawn request, CancellationToken cancellationToken) => Act(request.Lead, () =>
    {
        Noted.TryAdd(request.Unlock, request.Lead);
        return Result.Success;
    });

    public Task<Result> Handle(RecordSales request, CancellationToken cancellationToken) => Act(request.Lead, () =>
    {
        Sales[request.Lead] = (request.Sold, request.Capacity);
        return Result.Success;
    });

    private async Task<Result> Act(LeadId lead, Func<Result> act)
    {
        if (BeforeLeadsActs is { } meanwhile)
        {
            BeforeLeadsActs = null;
            await meanwhile();
        }

        return NotTheirs.ContainsKey(lead) ? LeadNotFound : act();
    }

    private void ForgetLeads()
    {
        NotTheirs.Clear();
        Endings.Clear();
        Erased.Clear();
        Noted.Clear();
        Sales.Clear();
        BeforeLeadsActs = null;
    }
}
