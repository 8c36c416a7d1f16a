using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

/// <summary>Whoever acts on a consent asks for its withdrawal first: a conversion still in its queue is dropped there.</summary>
internal sealed class WithdrawConsentHandler(IRequests requests, TimeProvider clock) : ICommandHandler<WithdrawConsent>
{
    public async Task<Result> Handle(WithdrawConsent request, CancellationToken cancellationToken)
    {
        // Taking back the consent to be contacted has a listing and buyers to think of: that is WithdrawLead.
        if (request.Key is ConsentText.Contact) return HomeownerPageErrors.ConsentUnknown;

        var given = await requests.ConsentsGiven(request.Lead, cancellationToken);
        if (!given.Contains(request.Key, StringComparer.Ordinal)) return HomeownerPageErrors.ConsentUnknown;

        await requests.Keep(ConsentWithdrawal.FromEverybody(request.Lead, request.Key, clock.GetUtcNow()), cancellationToken);
        return Result.Success;
    }
}
